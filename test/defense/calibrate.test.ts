import { beforeAll, expect, test } from 'vitest';
import type { Grammar } from '../../src/code/grammar.ts';
import { calibrate } from '../../src/defense/calibrate.ts';
import { calibrationOf } from '../../src/defense/calibration-of.ts';
import { DEFAULT_OPTIONS } from '../../src/defense/defaults.ts';
import { measure } from '../../src/defense/measure.ts';
import { statisticOf } from '../../src/defense/statistic.ts';
import { loadGrammar } from '../../src/load-grammar.ts';
import { calibrationSchema } from '../../src/model/card.ts';
import { collect } from './collect.ts';
import { littleClassifier } from './little-victim.ts';

let grammar: Grammar;
beforeAll(async () => {
  grammar = await loadGrammar('c');
});

const safe = (n: number) =>
  `int f${n}(int size) {\n  check(size);\n  int len = ${n};\n  return len + size;\n}\n`;
const risky = (n: number) => `int g${n}(char *s) {\n  gets(s);\n  return ${n};\n}\n`;
const functions = Array.from({ length: 20 }, (_, n) => [safe(n), risky(n), 'int tiny() { }']).flat();
const context = (options: Partial<typeof DEFAULT_OPTIONS> = {}) => ({
  victim: littleClassifier('planted'),
  grammar,
  options: { ...DEFAULT_OPTIONS, ...options },
});

test.each([
  ['dominance', (a: number, b: number) => a - b],
  ['entropy', (a: number, b: number) => b - a],
] as const)('keeps what would be inspected, the most suspicious %s last', async (statistic, order) => {
  const calibration = await calibrate(functions, context({ statistic }));
  expect(calibrationSchema.parse(calibration)).toEqual(calibration);
  expect(calibration).toMatchObject({
    language: 'c',
    statistic,
    probe: 'neutral',
    kinds: ['identifier', 'statement'],
  });
  expect(calibration.scores).toHaveLength(20);
  expect(calibration.doubts).toHaveLength(20);
  expect(calibration.scores).toEqual(calibration.scores.toSorted(order));
});

test('does not depend on the effort, nor on the order of the functions', async () => {
  const fast = await calibrate(functions.toReversed(), context({ effort: 'fast' }));
  expect(fast).toEqual(await calibrate(functions, context()));
});

test('settings that change the statistic have a name of their own', async () => {
  const names = [{}, { normalization: 'softmax' }, { scaleByCount: false }, { inspect: 'all' }] as const;
  const known = names.map((settings) => {
    const options = { ...DEFAULT_OPTIONS, statistic: 'entropy' as const, ...settings };
    return calibrationOf([], { goalLabel: 'goal', task: 'classification' }, 'c', options).statistic;
  });
  expect(known).toEqual(['entropy', 'entropy, softmax', 'entropy, unscaled', 'entropy, all labels']);
});

test.each([
  ['dominance', [2, 7, 9_997]],
  ['entropy', [9_997, 9_992, 2]],
] as const)('of very many functions two thousand %ss are kept, spread over all', (statistic, kept) => {
  const rows = Array.from({ length: 10_000 }, (_, n) => ({ score: n, doubt: n / 10_000 }));
  const { scores, doubts } = calibrationOf(rows, { task: 'pair' }, 'c', { ...DEFAULT_OPTIONS, statistic });
  expect(scores).toHaveLength(2_000);
  expect(doubts).toHaveLength(2_000);
  expect([scores[0], scores[1], scores.at(-1)]).toEqual(kept);
});

test('a measurement serves every statistic', async () => {
  const [[measured] = []] = await collect(measure([safe(1)], context()));
  if (measured === undefined || 'reason' in measured) throw new Error('not measured');
  expect(measured.elements.map(({ element }) => element.text)).toEqual([
    'f1',
    'size',
    'check(size);',
    'int len = 1;',
    'len',
    'return len + size;',
  ]);
  const { scores } = await calibrate([safe(1)], context());
  expect(scores).toEqual([statisticOf(measured.elements, DEFAULT_OPTIONS)]);
});

test('what is passed over is said to be', async () => {
  const [[measured] = []] = await collect(measure([risky(1)], context()));
  expect(measured).toMatchObject({ reason: 'not the goal label', prediction: { label: 'other' } });
});
