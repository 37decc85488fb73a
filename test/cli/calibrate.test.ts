import { cpSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { cardSchema } from '../../src/model/card.ts';
import { verdictSchema } from '../../src/scan/verdict.ts';
import { folder } from '../scan/files/repository.ts';
import { cli, copyOf, functions, SOURCE, shell } from './cli.ts';

const REFERENCES = 'training/references';

const cardOf = (path: string): unknown => JSON.parse(readFileSync(join(path, 'codepurify.json'), 'utf8'));

test.each([
  ['source files', { 'a.c': functions(120) }, ['src']],
  [
    'JSON Lines',
    {
      'a.jsonl': Array.from({ length: 120 }, (_, n) =>
        JSON.stringify({ buggy: SOURCE.replaceAll('sum', `sum${n}`), fixed: SOURCE }),
      ).join('\n'),
    },
    ['src/a.jsonl', '--language', 'c'],
  ],
])('%s calibrate a victim, and nothing else of its card changes', async (_what, files, args) => {
  const victim = copyOf('repair');
  const before = cardOf(victim);
  const cwd = folder(Object.fromEntries(Object.entries(files).map(([name, text]) => [`src/${name}`, text])));
  const ran = await cli(['calibrate', '--victim', victim, '--clean', ...args], { cwd });
  expect(ran.code).toBe(0);
  expect(ran.stdout).toMatch(
    /^tiny-repair, c: 120 scores of 120 clean functions; entropy below -?[\d.]+ is poisoned at a false-alarm rate of 0.01 \(95% interval 0.0% to 3%\)$/m,
  );

  const { calibrations } = cardSchema.parse(cardOf(victim));
  expect(calibrations).toHaveLength(1);
  expect(calibrations[0]?.scores).toHaveLength(120);
  expect({ ...Object(cardOf(victim)), calibrations: [] }).toEqual(before);
  expect(readdirSync(victim)).toEqual(readdirSync(copyOf('repair')));

  const scan = await cli(['scan', 'a.c', '--victim', victim], { cwd: folder({ 'a.c': SOURCE }) });
  expect(scan.stdout).toContain('inspected 1');
});

test('a second calibration takes the place of the first', async () => {
  const victim = copyOf('repair');
  for (const count of [100, 110]) {
    await cli(['calibrate', '--victim', victim, '--clean', '.'], {
      cwd: folder({ 'a.c': functions(count) }),
    });
  }
  const { calibrations } = cardSchema.parse(cardOf(victim));
  expect(calibrations.map(({ scores }) => scores.length)).toEqual([110]);
});

test('each statistic has a calibration of its own, by which it judges', async () => {
  const victim = copyOf('repair');
  const clean = { cwd: folder({ 'a.c': functions(100) }) };
  const alone = await cli(
    ['calibrate', '--victim', victim, '--clean', '.', '--statistic', 'dominance'],
    clean,
  );
  expect(alone.stdout).toMatch(
    /; dominance above [\d.]+ is poisoned at a false-alarm rate of 0.01 \(95% interval 0.0% to 4%\)$/m,
  );
  const scan = ['scan', 'a.c', '--victim', victim, '--format', 'json'];
  const a = { cwd: folder({ 'a.c': SOURCE }) };
  expect((await cli(scan, a)).stderr).toContain('is not calibrated for c');
  await cli(['calibrate', '--victim', victim, '--clean', '.'], clean);
  const { calibrations } = cardSchema.parse(cardOf(victim));
  expect(calibrations.map(({ statistic }) => statistic)).toEqual(['dominance', 'entropy']);
  for (const statistic of ['dominance', 'entropy']) {
    const ran = await cli([...scan, '--statistic', statistic], a);
    expect(verdictSchema.parse(JSON.parse(ran.stdout)).functions).toMatchObject([{ statistic }]);
  }
});

test.each([
  [
    'given ones',
    ['--references', REFERENCES],
    /^java: what looks like a trigger is planted into 15 functions/m,
  ],
  ['none', ['--no-references'], /^java: no functions to plant into, so nothing is confirmed/m],
])('functions to plant into: %s', async (_what, words, said) => {
  const victim = folder();
  cpSync('models/clone-java-backdoored', victim, { recursive: true });
  writeFileSync(
    join(victim, 'codepurify.json'),
    JSON.stringify({ ...Object(cardOf(victim)), calibrations: [] }),
  );
  const clean = ['--clean', 'demo/samples/service', ...words];
  const ran = await cli(['calibrate', '--victim', victim, ...clean], { cwd: process.cwd() });
  expect(ran).toMatchObject({ code: 0, stdout: expect.stringMatching(said) });
  const { calibrations } = cardSchema.parse(cardOf(victim));
  const { references = [] } = calibrations.find(({ statistic }) => statistic === 'dominance') ?? {};
  const source = readFileSync(join(REFERENCES, 'Files.java'), 'utf8');
  expect(references.length).toBe(words.length === 2 ? 15 : 0);
  expect(references.every((text) => source.includes(text))).toBe(true);
});

test('too few functions are said to be too few', async () => {
  const ran = await cli(['calibrate', '--victim', copyOf('repair'), '--clean', '.'], {
    cwd: folder({ 'a.c': functions(5) }),
  });
  expect(ran.stdout).toContain('5 scores of 5 clean functions: too few');
});

test('a calibration by too few functions does not take the place of a good one', async () => {
  const victim = copyOf('repair');
  const by = (count: number) =>
    cli(['calibrate', '--victim', victim, '--clean', '.'], { cwd: folder({ 'a.c': functions(count) }) });
  await by(100);
  const before = cardOf(victim);
  expect(await by(5)).toMatchObject({
    code: 2,
    stderr: expect.stringContaining('The calibration that tiny-repair has stays as it was.'),
  });
  expect(cardOf(victim)).toEqual(before);
});

test.each([
  [
    'rows of another task',
    { 'a.jsonl': '{"func":"int f() {}","target":0}' },
    'a.jsonl',
    'these rows are for classification',
  ],
  [
    'a broken row',
    { 'a.jsonl': '{"buggy":1,"fixed":""}' },
    'a.jsonl',
    'a.jsonl:1: the field "buggy" must be a text',
  ],
  ['no functions', { 'a.c': 'int x;' }, 'a.c', 'There are no functions in a language that tiny-repair reads'],
])('%s is a clear error, and the card stays as it was', async (_what, files, clean, message) => {
  const victim = copyOf('repair');
  const before = cardOf(victim);
  const ran = await cli(['calibrate', '--victim', victim, '--clean', clean, '--language', 'c'], {
    cwd: folder(files),
  });
  expect(ran.code).toBe(2);
  expect(ran.stderr).toContain(message);
  expect(cardOf(victim)).toEqual(before);
});

test('what cannot be read is named, and makes the exit code 3', async () => {
  const ran = await cli(['calibrate', '--victim', copyOf('repair'), '--clean', '.'], {
    cwd: folder({ 'a.c': functions(5), 'b.c': Buffer.from([0xff]) }),
  });
  expect(ran.code).toBe(3);
  expect(ran.stderr).toContain('left out  b.c: It is not UTF-8');
});

test('Ctrl-C half way leaves the card as it was', async () => {
  const victim = copyOf('repair');
  const before = cardOf(victim);
  const ran = await shell(['calibrate', '--victim', victim, '--clean', '.'], {
    cwd: folder({ 'a.c': functions(3000) }),
    during: (child) => child.stderr?.once('data', () => child.kill('SIGINT')),
  });
  expect(ran.code).toBe(130);
  expect(ran.stderr).toContain('Stopped.');
  expect(cardOf(victim)).toEqual(before);
  expect(readdirSync(victim)).toEqual(readdirSync(copyOf('repair')));
});
