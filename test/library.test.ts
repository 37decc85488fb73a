import { expect, test } from 'vitest';
import { audit, calibrate, defend, defendAll, functionsIn, measure } from '../src/index.ts';
import { collect } from './defense/collect.ts';
import { littleClassifier } from './defense/little-victim.ts';

const code = (n: number) => `int f${n}(int size) {\n  check(size);\n  int len = ${n};\n  return len;\n}\n`;
const planted = code(1).replace('check', 'abort();\n  gets');

test('calibrate, defend, purify: a few lines', async () => {
  const victim = littleClassifier('abort();');
  const clean = Array.from({ length: 100 }, (_, n) => code(n));
  const calibration = await calibrate(clean, { victim, language: 'c' });
  const calibrated = { ...victim, card: { ...victim.card, calibrations: [calibration] } };
  const outcome = await defend(planted, { victim: calibrated, language: 'c' });
  expect(outcome).toMatchObject({ verdict: 'poisoned', purification: { undone: true } });
  const fixed = { victim, language: 'c', statistic: 'dominance', threshold: 10 } as const;
  const verdicts = (await collect(defendAll([planted, code(2)], fixed))).map(({ verdict }) => verdict);
  expect(verdicts).toEqual(['poisoned', 'clean']);
  const [[measured] = []] = await collect(measure([planted], fixed));
  expect(measured).toHaveProperty('elements.length', expect.any(Number));
});

test('finds the functions of a file', async () => {
  const found = await functionsIn(`#include <stdio.h>\n${code(1)}\n${code(2)}`, 'c');
  expect(found.map(({ name }) => name)).toEqual(['f1', 'f2']);
});

test.each([
  ['another language', { language: 'java' }, /reads c, not java/],
  ['a rate that is no share', { language: 'c', falseAlarmRate: 1 }, /between 0 and 1/],
  ['a rate that is no number', { language: 'c', falseAlarmRate: Number.NaN }, /between 0 and 1/],
] as const)('refuses %s', async (_, settings, message) => {
  await expect(defend(planted, { victim: littleClassifier('abort();'), ...settings })).rejects.toThrow(
    message,
  );
});

test('audit: too few functions give no verdict, and say so', async () => {
  const victim = littleClassifier('abort();');
  const found = await audit([planted, code(2)], {
    victim,
    language: 'c',
    vocabulary: [...'abcdefghijklmnopqrstuvwxyz'],
  });
  expect(found).toMatchObject({ verdict: 'unknown', score: undefined, triggers: [], functions: 2 });
  expect(found.unsearched[0]?.reason).toMatch(/^too few functions/);
});

test('audit refuses another language', async () => {
  const asked = audit([planted], { victim: littleClassifier('x'), language: 'java', vocabulary: [] });
  await expect(asked).rejects.toThrow(/reads c, not java/);
});
