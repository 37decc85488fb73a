import fc from 'fast-check';
import { expect, test } from 'vitest';
import { entropy } from '../../src/defense/entropy.ts';

const L1 = { normalization: 'l1', scaleByCount: true } as const;
const NATS = { normalization: 'l1', scaleByCount: false } as const;
const PRINTED = { normalization: 'softmax', scaleByCount: false } as const;

test.each([
  ['one element holds it all', [0, 1, 0], L1, 0],
  ['all alike', [0.2, 0.2, 0.2, 0.2], L1, 1],
  ['all alike, in nats', [0.2, 0.2, 0.2, 0.2], NATS, Math.log(4)],
  ['nothing matters: as if all alike', [0, 0, 0], L1, 1],
  ['noise is nothing', [0, 6e-8, 0], L1, 1],
  ['half and half of four', [0.5, 0.5, 0, 0], L1, 0.5],
  ['the printed formula has a floor: two elements', [1, 0], PRINTED, 0.5822],
  ['the printed formula has a floor: twenty elements', [1, ...Array(19).fill(0)], PRINTED, 2.953],
  ['one element', [0.4], L1, 0],
  ['none', [], L1, 0],
])('%s', (_, suspicions, options, expected) => {
  expect(entropy(suspicions, options)).toBeCloseTo(expected, 4);
});

const suspicions = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 2, maxLength: 60 });
const options = fc.record({
  normalization: fc.constantFrom('l1' as const, 'softmax' as const),
  scaleByCount: fc.boolean(),
});

test('lies between 0 and ln n, or 0 and 1 where it is scaled, and is never NaN', () => {
  fc.assert(
    fc.property(suspicions, options, (values, how) => {
      const found = entropy(values, how);
      expect(found).toBeGreaterThanOrEqual(0);
      expect(found).toBeLessThanOrEqual(how.scaleByCount ? 1 : Math.log(values.length));
    }),
  );
});

test('does not depend on the order of the elements', () => {
  fc.assert(
    fc.property(suspicions, options, (values, how) => {
      expect(entropy(values.toReversed(), how)).toBe(entropy(values, how));
    }),
  );
});

test('stays finite for the large changes of a likelihood', () => {
  expect(entropy([1e4, 3, 0], PRINTED)).toBeCloseTo(0, 6);
});
