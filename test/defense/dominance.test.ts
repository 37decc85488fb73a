import fc from 'fast-check';
import { expect, test } from 'vitest';
import { dominance } from '../../src/defense/dominance.ts';

const risen = (...rises: number[]) => rises.map((rise) => ({ rise, suspicion: Math.abs(rise) }));

test.each([
  ['one stands out', risen(0.9, 0.01, -0.01, 0), 0.9 / (0.02 / 3 + 0.01)],
  ['all alike', risen(0.2, 0.2, 0.2), 0.2 / 0.21],
  ['nothing matters', risen(0, 0, 0), 0],
  ['a tiny change among none stays small', risen(0.001, 0, 0), 0.1],
  ['only falls', risen(-0.5, -0.1), -0.1 / 0.51],
  ['one element', risen(0.9), 0],
  ['none', [], 0],
])('%s', (_, elements, expected) => {
  expect(dominance(elements)).toBeCloseTo(expected, 10);
});

test('is finite, bounded and independent of the order', () => {
  const rises = fc.array(fc.double({ min: -1, max: 1, noNaN: true }), { minLength: 2, maxLength: 60 });
  fc.assert(
    fc.property(rises, (values) => {
      const found = dominance(risen(...values));
      expect(Math.abs(found)).toBeLessThanOrEqual(100);
      expect(dominance(risen(...values.toReversed()))).toBe(found);
    }),
    { examples: [[[-0, 0, 0]]] },
  );
});
