import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { cli, copyOf } from './cli.ts';

test('verify: right and wrong files', async () => {
  const [good, bad] = [copyOf('defect'), copyOf('defect')];
  writeFileSync(join(bad, 'tokenizer.json'), '{}');
  expect(await cli(['model', 'verify', good])).toMatchObject({ code: 0, stdout: `right  ${good}\n` });
  const ran = await cli(['model', 'verify', good, bad]);
  expect(ran.code).toBe(1);
  expect(ran.stdout).toContain(`wrong  ${bad}/tokenizer.json is not the file`);
});

test('check: a folder that will do, with what its owner should know', async () => {
  const ran = await cli(['model', 'check', copyOf('defect')]);
  expect(ran).toMatchObject({ code: 0 });
  expect(ran.stdout).toMatch(/^note {5}not calibrated: .*\nIt will do\.\n$/);
});

test('check: a folder without a card gets one proposed, written on demand', async () => {
  const path = copyOf('defect');
  rmSync(join(path, 'codepurify.json'));
  const proposed = await cli(['model', 'check', path]);
  expect(proposed.code).toBe(1);
  expect(proposed.stdout).toContain('"task": "classification"');
  expect(await cli(['model', 'check', path, '--write'])).toMatchObject({ code: 0 });
  expect(await cli(['model', 'check', path])).toMatchObject({ code: 0 });
});

const SETTINGS: readonly [what: string, file: string, settings: object][] = [
  ['a file that nothing reads', 'my vocab.json', {}],
  ['a hidden file', '.config.json', {}],
  ['a window of half a token', 'tokenizer_config.json', { model_max_length: 24.5 }],
  ['no mask token', 'tokenizer_config.json', { mask_token: '' }],
];

test.each(SETTINGS)('check: the card written for a folder with %s will do', async (_, file, settings) => {
  const path = withoutCard(file, settings);
  expect(await cli(['model', 'check', path, '--write'])).toMatchObject({ code: 0, stderr: '' });
  expect(await cli(['model', 'check', path])).toMatchObject({
    code: 0,
    stdout: expect.stringMatching(/It will do\.\n$/),
  });
});

test.each<[what: string, file: string, settings: object, why: RegExp]>([
  ['one label', 'config.json', { id2label: { 0: 'x' } }, /labels: a classification model needs at least two/],
  ['labels alike', 'config.json', { id2label: { 0: 'x', 1: 'x' } }, /labels: each may stand there once/],
  ['a label without name', 'config.json', { id2label: { 0: '', 1: 'x' } }, /labels\.0: /],
  ['a window of 6.5 tokens', 'tokenizer_config.json', { model_max_length: 6.5 }, /maxLength: /],
  ['a window below nothing', 'tokenizer_config.json', { model_max_length: -1 }, /maxLength: /],
])('check: no card is written for a folder with %s', async (_, file, settings, why) => {
  const path = withoutCard(file, settings);
  expect(await cli(['model', 'check', path])).toMatchObject({ code: 1, stdout: expect.stringMatching(why) });
  const ran = await cli(['model', 'check', path, '--write']);
  expect(ran).toMatchObject({ code: 2, stdout: expect.stringMatching(why) });
  expect(ran.stderr).toBe('error: nothing was written: mend the errors that are named above first.\n');
  expect(existsSync(join(path, 'codepurify.json'))).toBe(false);
});

function withoutCard(file: string, settings: object): string {
  const path = copyOf('defect');
  rmSync(join(path, 'codepurify.json'));
  const at = join(path, file);
  const before = existsSync(at) ? JSON.parse(readFileSync(at, 'utf8')) : {};
  writeFileSync(at, JSON.stringify({ ...before, ...settings }));
  return path;
}

test('check: a broken folder', async () => {
  const path = copyOf('defect');
  rmSync(join(path, 'model.onnx'));
  const ran = await cli(['model', 'check', path]);
  expect(ran.code).toBe(1);
  expect(ran.stdout).toContain('model.onnx is missing');
  expect(ran.stdout).toContain('It will not do.');
});

test('list names what is installed', async () => {
  const ran = await cli(['model', 'list']);
  expect(ran).toMatchObject({ code: 0, stderr: '' });
  expect(ran.stdout).toMatch(/^defect-c +classification of c; calibrated for .*c \(entropy\) by \d+/m);
});
