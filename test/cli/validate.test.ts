import { expect, test } from 'vitest';
import { folder, repository, write } from '../scan/files/repository.ts';
import { cli } from './cli.ts';

const FILE = '.github/codepurify.yml';

test.each([
  ['effort: fast\n', 0, ['.github/codepurify.yml can be used.']],
  [
    'effort: quick\ndrafts: 1\ncoments: 3\n',
    2,
    [
      '.github/codepurify.yml:1:9: error: effort: this must be one of fast, full, and it is the text "quick".',
      '.github/codepurify.yml:2:9: error: drafts: this must be true or false, and it is 1.',
      '.github/codepurify.yml:3:1: warning: coments: there is no such key, so it does nothing (did you mean comments?).',
      '.github/codepurify.yml cannot be used: 2 errors, 1 warning.',
    ],
  ],
  [
    'victims:\n  - name: nowhere\n  - name: infill-code\n  - name: defect-c\n',
    0,
    [
      expect.stringMatching(
        /^\.github\/codepurify\.yml:2:11: warning: victims\[0\]\.name: no victim called nowhere is installed here \(installed: .*defect-c.*\)\.$/,
      ),
      '.github/codepurify.yml:3:11: warning: victims[1].name: infill-code fills holes: it is an infill model and no victim.',
      '.github/codepurify.yml can be used: 2 warnings.',
    ],
  ],
  [
    'victims:\n  - name: defect-c-backdoored\n    audit: required\n',
    0,
    [
      expect.stringMatching(
        /:3:12: warning: victims\[0\]\.audit: defect-c-backdoored is backdoored on purpose by/,
      ),
      '.github/codepurify.yml can be used: 1 warning.',
    ],
  ],
  ['exclude: ["\u001b[31m"]\n', 2, [expect.stringContaining('control characters'), expect.anything()]],
])('%j ends with %i', async (text, code, lines) => {
  const cwd = folder({ [FILE]: text });
  const ran = await cli(['validate', FILE], { cwd });
  expect(ran).toMatchObject({ code, stderr: '' });
  expect(ran.stdout).not.toContain('\u001b');
  expect(ran.stdout.trimEnd().split('\n')).toEqual(lines);
});

test('without a name it is the file of the repository, wherever in it', async () => {
  const cwd = repository({ [FILE]: '', 'src/a.c': '' });
  expect(await cli(['validate'], { cwd })).toMatchObject({ code: 0, stdout: `${FILE} can be used.\n` });
  expect(await cli(['validate'], { cwd: `${cwd}/src` })).toMatchObject({ code: 0 });
});

test.each([
  [
    ['validate'],
    {},
    'error: .github/codepurify.yml: there is no such file; codepurify init writes a first one.\n',
  ],
  [['validate', 'a.yml'], {}, 'error: a.yml: there is no such file; look at its name.\n'],
  [
    ['validate', 'a.yml'],
    { 'a.yml': Buffer.from([0xff]) },
    'error: a.yml: It is not UTF-8 (line 1): save it as UTF-8.\n',
  ],
])('%j of nothing that can be read', async (words, files, stderr) => {
  expect(await cli(words, { cwd: folder(files) })).toEqual({ code: 2, stdout: '', stderr });
});

test('init writes what validate accepts, and never writes over it', async () => {
  const cwd = repository({ 'src/a.c': '', 'b.h': '', 'node_modules/x/y.java': '' });
  expect(await cli(['init'], { cwd: `${cwd}/src` })).toMatchObject({ code: 0, stderr: '' });
  expect(await cli(['validate'], { cwd })).toMatchObject({ code: 0, stdout: `${FILE} can be used.\n` });

  write(cwd, { [FILE]: 'bots: false\n' });
  const again = await cli(['init'], { cwd });
  expect(again).toMatchObject({
    code: 2,
    stderr: expect.stringContaining('is there already and was left as it is'),
  });
  expect(await cli(['validate'], { cwd })).toMatchObject({ code: 0 });
});

test('init outside of git takes the folder it is in', async () => {
  const cwd = folder({ 'a.c': '' });
  expect(await cli(['init'], { cwd })).toMatchObject({
    code: 0,
    stdout: expect.stringContaining(`${FILE} is written`),
  });
});
