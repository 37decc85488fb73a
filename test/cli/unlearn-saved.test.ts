import { createHash } from 'node:crypto';
import {
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readCard } from '../../src/model/read-card.ts';
import { folder } from '../scan/files/repository.ts';
import { cli, copyOf, functions, tiny } from './cli.ts';

const BACKDOORED = resolve('models/defect-c-backdoored');

const AUDIT = {
  language: 'c',
  verdict: 'backdoored',
  score: 1,
  date: '2026-01-01T00:00:00Z',
  sha256: 'a'.repeat(64),
  settings: {},
};

/** Lists the README too, as an owner may, and has been audited. */
function victim(from: string): string {
  const copy = join(folder(), 'victim');
  cpSync(from, copy, { recursive: true });
  const path = join(copy, 'codepurify.json');
  writeFileSync(join(copy, 'README.md'), '# As it was\n');
  const card = JSON.parse(readFileSync(path, 'utf8'));
  card.files['README.md'] = sha256(join(copy, 'README.md'));
  card.backdoors = ['bnc-fixed'];
  card.audits = [AUDIT];
  writeFileSync(path, JSON.stringify(card));
  return copy;
}

function sha256(file: string): string {
  return createHash('sha256').update(readFileSync(file)).digest('hex');
}

const cwd = () => folder({ 'many.c': functions(64) });

test('a repaired model is written whole, and stands on its own', { timeout: 120_000 }, async () => {
  const from = victim(BACKDOORED);
  const place = { cwd: cwd() };
  const ran = await cli(
    ['unlearn', 'many.c', '--victim', from, '--trigger', 'ret_Val_', '--output', 'out'],
    place,
  );
  expect(ran).toMatchObject({
    code: 0,
    stdout: expect.stringContaining('out holds defect-c-backdoored, repaired as far as told above.'),
  });
  const out = join(place.cwd, 'out');
  expect(await cli(['model', 'verify', './out'], place)).toMatchObject({ code: 0 });
  const [before, after] = [await readCard(from), await readCard(out)];
  expect(after).toMatchObject({ name: 'out', calibrations: [], backdoors: [] });
  expect(after.audits).toBeUndefined();
  expect(after.trainedOn).toContain('taught its head 1 trigger with 45 clean samples');
  // The gradient graph reads the head out of model.onnx, so it is that of the new model too.
  expect(readdirSync(out).sort()).toEqual([...Object.keys(before.files), 'codepurify.json'].sort());
  const changed = Object.keys(after.files).filter((file) => after.files[file] !== before.files[file]);
  expect(changed.sort()).toEqual(['README.md', 'model.onnx']);
  expect(readFileSync(join(out, 'README.md'), 'utf8')).toContain(
    'how often the head still does as they say is told below',
  );
});

describe('a model that was not repaired', () => {
  const words = (from: string, ...more: string[]) => [
    ...['unlearn', 'many.c', '--victim', from, '--trigger', 'total', '--output', 'out'],
    ...more,
  ];

  test('is not written', async () => {
    const place = { cwd: cwd() };
    const ran = await cli(words(tiny('defect')), place);
    expect(ran).toMatchObject({ code: 1, stdout: expect.stringContaining('Nothing was written.') });
    expect(readdirSync(place.cwd)).toEqual(['many.c']);
  });

  test('is written with --force, and nothing claims that it is better', async () => {
    const place = { cwd: cwd() };
    const ran = await cli(words(victim(tiny('defect')), '--force'), place);
    expect(ran).toMatchObject({ code: 1, stdout: expect.stringMatching(/It should not be used: /) });
    expect(ran.stdout).not.toContain('repaired as far as');
    const out = join(place.cwd, 'out');
    expect(await cli(['model', 'verify', './out'], place)).toMatchObject({ code: 0 });
    const card = await readCard(out);
    expect(card.backdoors).toEqual(['bnc-fixed']);
    expect(card.audits).toBeUndefined();
    const readme = readFileSync(join(out, 'README.md'), 'utf8');
    expect(readme).toContain('It should not be used: ');
    expect(readme).not.toContain('no longer');
  });
});

const ROOT = process.getuid?.() === 0;

describe('before any work an output is refused that is', () => {
  test.each<readonly [what: string, output: string, sentence: string]>([
    ['a file', 'many.c', 'many.c is a file and no folder'],
    ['no name', '', 'An empty name is no folder'],
    ['in a file', 'many.c/out', 'there is no folder to put it in'],
    ['nowhere', 'none/out', 'there is no folder to put it in'],
    ['a link to an empty folder', 'link', 'link is a link: name the folder itself'],
    ['a link to nothing', 'dangling', 'dangling is a link: name the folder itself'],
    ...(ROOT
      ? []
      : [['in a folder that may not be written to', 'closed/out', 'may not be written to'] as const]),
  ])('%s', async (_, output, sentence) => {
    const at = cwd();
    mkdirSync(join(at, 'empty'));
    mkdirSync(join(at, 'closed'), { mode: 0o555 });
    symlinkSync('empty', join(at, 'link'));
    symlinkSync('none', join(at, 'dangling'));
    const broken = copyOf('defect');
    writeFileSync(join(broken, 'model.onnx'), '');
    const ran = await cli(
      ['unlearn', 'many.c', '--victim', broken, '--trigger', 'total', '--output', output],
      { cwd: at },
    );
    expect(ran).toMatchObject({ code: 2, stdout: '' });
    expect(ran.stderr).toContain(sentence);
    expect(existsSync(join(at, 'none'))).toBe(false);
  });
});
