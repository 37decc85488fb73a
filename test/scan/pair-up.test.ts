import fc from 'fast-check';
import { expect, test } from 'vitest';
import { pairUp } from '../../src/scan/pair-up.ts';

const asked = (text: string) => ({ text, asked: true });
const other = (text: string) => ({ text, asked: false });

test.each([
  [
    'the most alike, once',
    [asked('a b c d'), asked('x y'), asked('a b c e'), asked('x z')],
    [
      [0, 2],
      [1, 3],
    ],
  ],
  [
    'at most two others',
    [asked('a b'), other('a c'), other('a b c'), other('a b')],
    [
      [0, 2],
      [0, 3],
    ],
  ],
  ['nothing in common', [asked('a'), asked('b')], []],
  ['nothing asked', [other('a'), other('a')], []],
])('%s', (_what, functions, pairs) => {
  expect(pairUp(functions)).toEqual(pairs);
});

test('one other is the most alike, wherever it stands', () => {
  expect(pairUp([asked('a b c d'), other('a b x'), other('a b c')], 1)).toEqual([[0, 2]]);
});

test('pairs are in order, each once, and each has an asked side', () => {
  const one = fc.record({
    text: fc.array(fc.constantFrom('a', 'b', 'c', 'd')).map((w) => w.join(' ')),
    asked: fc.boolean(),
  });
  fc.assert(
    fc.property(fc.array(one), (functions) => {
      const pairs = pairUp(functions);
      for (const [a, b] of pairs) {
        expect(a).toBeLessThan(b);
        expect(functions[a]?.asked || functions[b]?.asked).toBe(true);
      }
      expect(new Set(pairs.map(String)).size).toBe(pairs.length);
    }),
  );
});

test('of ten thousand functions that share their words each finds those that share a rare one', () => {
  const text = Array.from({ length: 60 }, (_, n) => `word${n}`).join(' ');
  const functions = Array.from({ length: 10_000 }, (_, n) => asked(`${text} own${n % 3000}`));
  const pairs = pairUp(functions);
  expect(new Set(pairs.flat()).size).toBe(10_000);
  expect(pairs.filter(([a, b]) => a % 3000 !== b % 3000)).toEqual([]);
});
