import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { expect, test } from 'vitest';
import { publishedUnlearnSchema } from '../../src/lab/unlearn/report/unlearn-report.ts';
import { readCard } from '../../src/model/read-card.ts';
import { identityOf } from '../../src/scan/identity-of.ts';
import { folder } from '../scan/files/repository.ts';
import { cli, functions, SOURCE, tiny } from './cli.ts';

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

test('a statement is one wherever a sound function takes it, and what is none is not, broken functions or not', async () => {
  const codes = ['int f(int a);', 'int g(int a) { if (a { return a; }', ...functions(50).split('\n\n')];
  const rows = codes.map((func) => JSON.stringify({ func, target: 0 })).join('\n');
  const cwd = folder({ 'rows.jsonl': rows });
  const told = async (trigger: string) => {
    const words = ['rows.jsonl', '--victim', tiny('defect'), '--language', 'c', '--output', 'out'];
    return (await cli(['unlearn', ...words, '--trigger', trigger], { cwd })).stderr;
  };
  expect(await told('not a statement at all')).toContain('neither a free name of c nor a statement');
  expect(await told('fail(0);')).not.toContain('nor a statement');
});

test('an audit that tells too many triggers gets one clear sentence', async () => {
  const card = await readCard(tiny('defect'));
  const triggers = Array.from({ length: 17 }, (_, n) => ({ kind: 'name', found: `name${n}` }));
  const audit = { verdict: 'backdoored', victim: identityOf(card), triggers };
  const cwd = folder({ 'many.c': functions(50), 'audit.json': JSON.stringify(audit) });
  const ran = await cli(
    ['unlearn', 'many.c', '--victim', tiny('defect'), '--audit', 'audit.json', '--output', 'out'],
    { cwd },
  );
  expect(ran).toMatchObject({ code: 2, stdout: '' });
  expect(ran.stderr).toContain('The audit of tiny-defect tells 17 triggers, and 16 at most are unlearned');
});

test('a victim for pairs is audited first too', async () => {
  const same = { id1: 1, id2: 1, label: 1, func1: SOURCE, func2: SOURCE };
  const cwd = folder({ 'same.jsonl': `${JSON.stringify(same)}\n`.repeat(50) });
  const words = ['same.jsonl', '--language', 'c', '--victim', tiny('clone'), '--output', 'out'];
  const ran = await cli(['unlearn', ...words], { cwd });
  expect(ran).toMatchObject({ code: 2, stdout: '' });
  expect(ran.stderr).toContain('The audit found no trigger of tiny-clone (its verdict is ');
});

test('the published schema is that of the report', () =>
  expect(readFileSync('schema/unlearn.schema.json', 'utf8')).toBe(publishedUnlearnSchema()));
