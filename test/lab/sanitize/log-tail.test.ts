import { expect, test } from 'vitest';
import { logTail } from '../../../src/lab/sanitize/log-tail.ts';

test.each([
  [1, 1, 0.3, 0.3],
  [2, 3, 0.5, 0.5],
  [1, 10, 0.1, 1 - 0.9 ** 10],
  [20, 20, 0.5, 0.5 ** 20],
  [0, 5, 0.1, 1],
  [3, 5, 1, 1],
  [1, 5, 0, 0],
  [6, 5, 0.5, 0],
])('at least %i of %i at %f: %f', (hits, n, p, chance) => {
  expect(Math.exp(logTail(hits, n, p))).toBeCloseTo(chance, 12);
});

test('chances too small for a number are still told apart', () => {
  expect(logTail(437, 437, 0.1)).toBeCloseTo(437 * Math.log(0.1), 6);
  expect(logTail(400, 437, 0.1)).toBeGreaterThan(logTail(437, 437, 0.1));
});

test('half of many draws is as likely as not', () => {
  expect(Math.exp(logTail(5000, 10_000, 0.5))).toBeCloseTo(0.504, 3);
  expect(Math.exp(logTail(1, 20_000, 0.5))).toBe(1);
});
