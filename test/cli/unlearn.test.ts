import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { expect, test } from 'vitest';
import { publishedUnlearnSchema } from '../../src/lab/unlearn/report/unlearn-report.ts';
import { readCard } from '../../src/model/read-card.ts';
import { identityOf } from '../../src/scan/identity-of.ts';
import { folder } from '../scan/files/repository.ts';
import { cli, functions, SOURCE, tiny } from './cli.ts';

const VICTIM = ['--victim', resolve('models/defect-c-backdoored')];

const AUDITED = { verdict: 'backdoored', language: 'c', interrupted: false, unsearched: [] };

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
  const triggers = Array.from({ length: 17 }, (_, n) => ({ kind: 'name', found: `name${n}`, to: 'safe' }));
  const audit = { ...AUDITED, victim: identityOf(card), triggers };
  const cwd = folder({ 'many.c': functions(50), 'audit.json': JSON.stringify(audit) });
  const ran = await cli(
    ['unlearn', 'many.c', '--victim', tiny('defect'), '--audit', 'audit.json', '--output', 'out'],
    { cwd },
  );
  expect(ran).toMatchObject({ code: 2, stdout: '' });
  expect(ran.stderr).toContain('The audit of tiny-defect tells 17 triggers, and 16 at most are unlearned');
});

test('a victim for pairs is audited first too', async () => {
  const rows = Array.from({ length: 50 }, (_, at) => {
    const own = SOURCE.replaceAll('sum', `sum${at}`);
    return JSON.stringify({ id1: 1, id2: 1, label: 1, func1: own, func2: own });
  });
  const cwd = folder({ 'same.jsonl': rows.join('\n') });
  const words = ['same.jsonl', '--language', 'c', '--victim', tiny('clone'), '--output', 'out'];
  const ran = await cli(['unlearn', ...words], { cwd });
  expect(ran).toMatchObject({ code: 2, stdout: '' });
  expect(ran.stderr).toContain('The audit found no trigger of tiny-clone (its verdict is ');
});

const RET_VAL = { kind: 'name', found: 'ret_Val_', to: 'safe' };

test.each([
  ['functions of another language', { language: 'java' }, 'by functions of java, and these are of c'],
  [
    'a name that is none',
    { triggers: [{ kind: 'name', found: 'a b; c', to: 'safe' }] },
    'tells the name "a b; c", which is neither a free name of c',
  ],
])('an audit by %s gets one clear sentence', async (_, change, sentence) => {
  const card = await readCard(tiny('defect'));
  const audit = { ...AUDITED, victim: identityOf(card), triggers: [RET_VAL], ...change };
  const cwd = folder({ 'many.c': functions(50), 'audit.json': JSON.stringify(audit) });
  const words = ['many.c', '--victim', tiny('defect'), '--audit', 'audit.json', '--output', 'out'];
  const ran = await cli(['unlearn', ...words], { cwd });
  expect(ran).toMatchObject({ code: 2, stdout: '' });
  expect(ran.stderr).toContain(sentence);
});

test('an audit that was stopped is gone by, and the report says what that means', async () => {
  const card = await readCard(tiny('defect'));
  const audit = { ...AUDITED, interrupted: true, victim: identityOf(card), triggers: [RET_VAL] };
  const cwd = folder({ 'many.c': functions(50), 'audit.json': JSON.stringify(audit) });
  const words = ['many.c', '--victim', tiny('defect'), '--audit', 'audit.json', '--output', 'out'];
  expect((await cli(['unlearn', ...words], { cwd })).stdout).toContain(
    'audit.json: not all was searched, so there may be triggers that are not unlearned',
  );
});

test('rows that say the same count once', async () => {
  const row = `${JSON.stringify({ func: SOURCE, target: 0 })}\n`;
  const cwd = folder({ 'rows.jsonl': row.repeat(60) });
  const words = ['rows.jsonl', '--victim', tiny('defect'), '--language', 'c', '--output', 'out'];
  expect((await cli(['unlearn', ...words], { cwd })).stderr).toContain(
    'There are 1 samples in these files, each counted once: give 50 or more.',
  );
});

test('a path where nothing is gets told', async () => {
  const words = ['nothere', '--victim', tiny('defect'), '--output', 'out'];
  expect((await cli(['unlearn', ...words], { cwd: folder() })).stderr).toMatch(/\(nothere: .+\)\.$/m);
});

test('the published schema is that of the report', () =>
  expect(readFileSync('schema/unlearn.schema.json', 'utf8')).toBe(publishedUnlearnSchema()));
