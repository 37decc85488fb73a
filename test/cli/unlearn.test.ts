import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { expect, test } from 'vitest';
import { publishedUnlearnSchema } from '../../src/lab/unlearn/report/unlearn-report.ts';
import { folder } from '../scan/files/repository.ts';
import { cli, functions, tiny } from './cli.ts';

const VICTIM = ['--victim', resolve('models/defect-c-backdoored')];

test.each([
  ['a generator', ['many.c', '--victim', tiny('repair'), '--output', 'out'], 'tiny-repair is for generation'],
  [
    'too few',
    ['few.c', ...VICTIM, '--trigger', 'x', '--output', 'out'],
    'There are 6 samples in these files: give 50',
  ],
  ['a folder that holds something', ['many.c', ...VICTIM, '--output', '.'], 'holds something already'],
  [
    'a keyword as trigger',
    ['many.c', ...VICTIM, '--trigger', 'while', '--output', 'out'],
    'neither a free name of c nor a statement',
  ],
  [
    'an audit that is none',
    ['many.c', ...VICTIM, '--audit', 'few.c', '--output', 'out'],
    'is no report of codepurify audit',
  ],
])('%s gets one clear sentence', async (_, words, sentence) => {
  const cwd = folder({ 'few.c': functions(6), 'many.c': functions(50) });
  const ran = await cli(['unlearn', ...words], { cwd });
  expect(ran).toMatchObject({ code: 2, stdout: '' });
  expect(ran.stderr).toContain(sentence);
});

test('the published schema is that of the report', () =>
  expect(readFileSync('schema/unlearn.schema.json', 'utf8')).toBe(publishedUnlearnSchema()));
