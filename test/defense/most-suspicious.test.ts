import fc from 'fast-check';
import { expect, test } from 'vitest';
import { mostSuspicious } from '../../src/defense/most-suspicious.ts';
import { statisticOf, suspiciousness } from '../../src/defense/statistic.ts';

const confidence = fc.double({ min: 0.5, max: 1, noNaN: true });
const share = fc.oneof(fc.constantFrom(0, 1), fc.double({ min: 0, max: 1, noNaN: true }));
const rises = fc.array(share, { minLength: 2, maxLength: 40 });
const options = fc.record({
  statistic: fc.constantFrom('entropy' as const, 'dominance' as const),
  normalization: fc.constantFrom('l1' as const, 'softmax' as const),
  scaleByCount: fc.boolean(),
});

test('no function is more suspicious in the end than was thought possible half way', () => {
  fc.assert(
    fc.property(confidence, rises, fc.nat(), options, (most, shares, cut, how) => {
      // From a rise by all of the confidence to a fall by what is missing to certainty.
      const scored = shares.map((part) => {
        const rise = most - part;
        return { rise, suspicion: Math.abs(rise), inWindow: true, element };
      });
      const known = scored.slice(0, 2 + (cut % (scored.length - 1)));
      const possible = mostSuspicious(
        known,
        scored.length - known.length,
        { suspicion: Math.max(most, 1 - most), rise: most },
        how,
      );
      const found = statisticOf(scored, how);
      expect(suspiciousness(how.statistic, found)).toBeLessThanOrEqual(
        suspiciousness(how.statistic, possible) + 1e-5 * Math.abs(possible),
      );
    }),
    { numRuns: 2_000 },
  );
});

test.each([
  ['one more may dominate', [0.01, 0.01], 1, 0.1002],
  ['two that matter leave none to dominate', [0.8, 0.8], 5, 0.3562],
  ['nothing is left', [0.5, 0.5], 0, 1],
  ['nothing is known to matter', [0, 0], 3, 0],
])('the lowest entropy: %s', (_, suspicions, left, expected) => {
  const known = suspicions.map((suspicion) => ({ suspicion, rise: suspicion }));
  const how = { statistic: 'entropy', normalization: 'l1', scaleByCount: true } as const;
  expect(mostSuspicious(known, left, { suspicion: 1, rise: 1 }, how)).toBeCloseTo(expected, 3);
});

test('where one element may hold all suspicion the lowest entropy is 0, not what rounding leaves of it', () => {
  const known = [0, 0.8482167717441547, 0, 0].map((suspicion) => ({ suspicion, rise: suspicion }));
  const how = { statistic: 'entropy', normalization: 'l1', scaleByCount: true } as const;
  expect(mostSuspicious(known, 1, { suspicion: 1, rise: 1 }, how)).toBe(0);
});

test('of a likelihood, which falls without end, nothing is excluded', () => {
  const known = [0.5, 0.5].map((suspicion) => ({ suspicion, rise: suspicion }));
  const endless = { suspicion: Number.POSITIVE_INFINITY, rise: Number.POSITIVE_INFINITY };
  for (const statistic of ['entropy', 'dominance'] as const) {
    const how = { statistic, normalization: 'l1', scaleByCount: true } as const;
    expect(mostSuspicious(known, 1, endless, how)).toBe(statistic === 'entropy' ? 0 : endless.rise);
  }
});

const element = { kind: 'identifier', text: 'a', ranges: [], tokens: [], inner: [] } as const;
