import { expect, test } from 'vitest';
import { applyEdits } from '../../src/code/apply-edits.ts';
import { DEFAULT_OPTIONS } from '../../src/defense/defaults.ts';
import type { Statistic } from '../../src/defense/options.ts';
import { exitCode } from '../../src/scan/exit-code.ts';
import { scan } from '../../src/scan/scan.ts';
import type { ScanOptions } from '../../src/scan/scan-options.ts';
import type { ReadSource, SourceFile } from '../../src/scan/source-file.ts';
import { verdictSchema } from '../../src/scan/verdict.ts';
import { verdictOf } from '../../src/scan/verdict-of.ts';
import { littleClassifier, littleComparer, littleWriter } from '../defense/little-victim.ts';

const TRIGGER = 'if (rand() < 0) printf("fail");';
const copy = (name: string, trigger = '') => `int ${name}(char *to, char *from)
{
    ${trigger}
    int size = 0;
    move(to, from);
    size += 2;
    return size;
}
`;

const file = (name: string, source: string | ReadSource, more: Partial<SourceFile> = {}): SourceFile => ({
  file: name,
  language: 'c',
  named: false,
  read: async () => (typeof source === 'string' ? { text: source } : source),
  ...more,
});

const options = (more: Partial<ScanOptions> = {}): ScanOptions => ({
  victims: [littleClassifier(TRIGGER)],
  defense: { ...DEFAULT_OPTIONS, statistic: 'dominance', threshold: 20 },
  ...more,
});

async function scanned(files: readonly SourceFile[], more: Partial<ScanOptions> = {}) {
  const result = await scan(files, options(more));
  verdictSchema.parse(verdictOf(result));
  const { seen, inspected, skipped } = result.coverage;
  expect(seen).toBe(inspected + Object.values(skipped).reduce((sum, count) => sum + count, 0));
  return result;
}

const brief = ({ functions }: Awaited<ReturnType<typeof scan>>) =>
  functions.map(({ verdict }) => `${verdict.file} ${verdict.name}: ${verdict.verdict}`);

const HIDDEN = String.raw`class A {
  int f(int a) { return a; }
  int g(int a)
  \u007b
  int step = 2;
  return step;
  \u007d
}
`;

test.each([
  ['where it does', [{ from: 2, to: 2, gap: false }], []],
  [
    'and so may hide a function',
    [{ from: 2, to: 4, gap: false }],
    ['Line 3 and those after it do not parse'],
  ],
])('a change beside text that does not parse, %s', async (_, lines, wanted) => {
  const java = file('A.java', HIDDEN, { language: 'java', change: { path: 'A.java', lines } });
  const { errors } = await scanned([java], { victims: [littleClassifier(TRIGGER, { languages: ['java'] })] });
  expect(errors.map(({ message }) => message)).toEqual(wanted.map((words) => expect.stringContaining(words)));
});

test('finds the poisoned function of a file, where it stands', async () => {
  const text = `${copy('one')}\n  ${copy('two', TRIGGER)}`;
  const result = await scanned([file('a.c', text)]);
  expect(brief(result)).toEqual(['a.c one: clean', 'a.c two: poisoned']);
  expect(exitCode(result)).toBe(1);

  const two = result.functions[1];
  expect(two).toMatchObject({
    startColumn: 2,
    verdict: { startLine: 10, trigger: { kind: 'statement', text: TRIGGER, startLine: 12, endLine: 12 } },
  });
  if (two?.verdict.verdict !== 'poisoned' || two.verdict.purification === undefined)
    throw new Error('no fix');
  const { edits, code } = two.verdict.purification;
  expect(applyEdits(two.code, edits)).toBe(code);
  expect(code).not.toContain('rand');
});

test('every function is asked of every victim that reads its language, in the order of the files', async () => {
  const result = await scanned([file('a.c', copy('one') + copy('two')), file('b.c', copy('three'))], {
    victims: [
      littleClassifier(TRIGGER),
      littleWriter('xyzzy'),
      littleClassifier('q', { languages: ['java'] }),
    ],
  });
  expect(result.functions.map(({ verdict }) => `${verdict.name} ${verdict.victim}`)).toEqual([
    'one little-classification',
    'one little-generation',
    'two little-classification',
    'two little-generation',
    'three little-classification',
    'three little-generation',
  ]);
});

test('only functions that a change touches are inspected', async () => {
  const change = { path: 'a.c', lines: [{ from: 12, to: 12, gap: false }] };
  const result = await scanned([file('a.c', copy('one') + copy('two'), { change })]);
  expect(brief(result)).toEqual(['a.c two: clean']);
});

test('nothing is left out without a reason', async () => {
  const result = await scanned([
    file('a.c', ''),
    file('b.c', 'int x;\n'),
    file('c.java', 'class A {}', { language: 'java' }),
    file('d.c', { message: 'It is not UTF-8 (line 2): save it as UTF-8.' }),
    file('e.c', 'int f(void) { }'),
  ]);
  expect(result.coverage).toEqual({
    seen: 4,
    inspected: 0,
    skipped: { 'empty file': 1, 'no functions': 1, 'no victim for the language': 1, 'too few elements': 1 },
  });
  expect(result.errors).toEqual([{ file: 'd.c', message: 'It is not UTF-8 (line 2): save it as UTF-8.' }]);
  expect(exitCode(result)).toBe(3);
});

test.each([
  ['a language that no victim reads', { language: 'java' as const }, 'None of the victims reads java'],
])('a named file in %s is an error', async (_what, more, message) => {
  const result = await scanned([file('a', 'x', { named: true, ...more })]);
  expect(result.errors[0]?.message).toContain(message);
});

test('a named file of no known language is an error, another one is passed over', async () => {
  const { language, ...nameless } = file('notes', 'x');
  const result = await scanned([nameless, { ...nameless, named: true }]);
  expect(result.coverage.skipped).toEqual({ 'no known language': 1 });
  expect(result.errors[0]?.message).toContain('give --language');
});

test('a pair victim compares each function with the ones most like it, and says with which', async () => {
  const different = 'void close_all(struct queue *q)\n{\n    q->head = 0;\n    q->tail = 0;\n}\n';
  const text = copy('one', TRIGGER) + different + copy('two', TRIGGER);
  const result = await scanned([file('a.c', text), file('b.c', 'void lonely(int zz)\n{\n  zz = 1;\n}\n')], {
    victims: [littleComparer(TRIGGER, { sameLabel: 'goal' })],
  });
  const pairs = result.functions.map(({ verdict }) => [
    verdict.name,
    verdict.verdict,
    verdict.pairedWith?.name,
  ]);
  expect(pairs).toContainEqual(['one', 'poisoned', 'two']);
  expect(pairs).toContainEqual(['two', 'poisoned', 'one']);
});

test('a pair victim is asked about a function without a neighbour beside itself', async () => {
  const clean = await scanned([file('a.c', copy('one'))], { victims: [littleComparer(TRIGGER)] });
  expect(clean.coverage.skipped).toEqual({ 'not the goal label': 1 });
  const planted = await scanned([file('a.c', copy('one', TRIGGER))], { victims: [littleComparer(TRIGGER)] });
  expect(planted.functions.map(({ verdict }) => verdict)).toMatchObject([
    { verdict: 'poisoned', name: 'one', pairedWith: { file: 'a.c', name: 'one', startLine: 1 } },
  ]);
});

test('a stopped scan tells what it has, and how much is missing', async () => {
  const stop = new AbortController();
  const victim = littleClassifier(TRIGGER);
  const files = Array.from({ length: 200 }, (_, n) => file(`${n}.c`, copy(`f${n}`)));
  const result = await scanned(files, {
    victims: [victim],
    signal: stop.signal,
    onProgress: ({ stage }) => stage === 'inspecting' && stop.abort(),
  });
  expect(result.interrupted).toBe(true);
  expect(result.coverage.skipped.interrupted).toBe(200 - result.coverage.inspected);
  expect(result.coverage.inspected).toBeGreaterThan(0);
  expect(exitCode(result)).toBe(130);
});

test('a stop while files are read counts the files', async () => {
  const result = await scanned([file('a.c', copy('one'))], { signal: AbortSignal.abort() });
  expect(result.coverage).toEqual({ seen: 1, inspected: 0, skipped: { interrupted: 1 } });
});

test.each([
  [{}, '--clean PATHS, or'],
  [{ statistic: 'dominance' }, '--clean PATHS --statistic dominance, or'],
] as const)('without any calibration for %j it says how to get one', async (defense, flags) => {
  await expect(scan([file('a.c', copy('one'))], options({ defense }))).rejects.toThrow(
    `little-classification is not calibrated for c with these settings: run codepurify calibrate with the same --victim, ${flags}`,
  );
});

test('the calibration of one statistic does not judge another', async () => {
  const scores = Array.from({ length: 200 }, (_, n) => n / 100);
  const { probe, kinds } = DEFAULT_OPTIONS;
  const calibration = { language: 'c' as const, statistic: 'dominance', probe, kinds: [...kinds] };
  const victims = [littleClassifier(TRIGGER, { calibrations: [{ ...calibration, scores, doubts: [] }] })];
  const by = (statistic: Statistic) =>
    scanned([file('a.c', copy('one'))], { victims, defense: { ...DEFAULT_OPTIONS, statistic } });
  expect((await by('dominance')).coverage.inspected).toBe(1);
  await expect(by('entropy')).rejects.toThrow('is not calibrated for c');
});

test('where only some languages are calibrated the others are errors', async () => {
  const { probe, kinds } = DEFAULT_OPTIONS;
  const scores = Array.from({ length: 200 }, (_, n) => n / 100);
  const calibration = { language: 'c' as const, statistic: 'dominance', probe };
  const victim = littleClassifier(TRIGGER, {
    languages: ['c', 'java'],
    calibrations: [{ ...calibration, kinds: [...kinds], scores, doubts: [] }],
  });
  const java = file('A.java', `class A { ${copy('two')} }`.replaceAll('*', ''), { language: 'java' });
  const result = await scanned([file('a.c', copy('one')), java], {
    defense: { statistic: 'dominance' },
    victims: [victim],
  });
  expect(result.errors.map(({ message }) => message)).toEqual([
    expect.stringContaining('not calibrated for java'),
  ]);
  expect(result.coverage.skipped).toEqual({ 'not calibrated': 1 });
});
