import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { folder } from '../scan/files/repository.ts';
import { cli, copyOf, functions, SOURCE, tiny } from './cli.ts';

const JUDGED = ['--statistic', 'entropy', '--threshold', '1', '--no-infill', '--format', 'json'];

test.each(['defect', 'clone', 'repair'] as const)(
  'a scan by %s is played back without the model, to the last character; the questions of the record are hashes',
  async (name) => {
    const cwd = folder({ 'a.c': functions(4) });
    const model = copyOf(name);
    const words = ['scan', 'a.c', ...JUDGED];
    const scanned = await cli([...words, '--victim', model, '--record', 'asked.jsonl'], { cwd });
    rmSync(model, { recursive: true });
    expect(await cli([...words, '--replay', 'asked.jsonl'], { cwd })).toEqual(scanned);
    const record = readFileSync(join(cwd, 'asked.jsonl'), 'utf8');
    expect(record.split('\n').length).toBeGreaterThan(4);
    // What a repair model answers is code itself.
    if (name !== 'repair') expect(record).not.toContain('int sum');
  },
);

test.each([
  ['other code', [...JUDGED, '--replay', 'asked.jsonl'], 'has no answer to one of the questions'],
  ['no record', ['--replay', 'a.c'], 'a.c: line 1 of the record is not JSON'],
  ['no file', ['--replay', 'none'], 'none: there is no such file'],
  [
    'a victim too',
    ['--replay', 'asked.jsonl', '--victim', 'defect-c'],
    "'--replay <file>' cannot be used with",
  ],
  ['two victims', ['--record', 'x', '--victim', tiny('defect'), '--victim', tiny('repair')], 'of one victim'],
  ['no folder', ['--record', 'no/x', '--victim', tiny('defect')], 'no/x: there is no such folder'],
])('%s is told in one sentence', async (_, words, message) => {
  const cwd = folder({ 'a.c': SOURCE });
  await cli(['scan', 'a.c', ...JUDGED, '--victim', tiny('defect'), '--record', 'asked.jsonl'], { cwd });
  writeFileSync(join(cwd, 'a.c'), SOURCE.replace('a + b', 'a - b'));
  const { code, stdout, stderr } = await cli(['scan', 'a.c', ...words], { cwd });
  expect(code).not.toBe(0);
  expect(stdout + stderr).toContain(message);
});
