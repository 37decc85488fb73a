import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Element } from '../../src/code/element.ts';
import { enclosers } from '../../src/defense/encloses.ts';
import { mostSuspicious } from '../../src/defense/most-suspicious.ts';
import { statisticOf, suspiciousness } from '../../src/defense/statistic.ts';

const element = { kind: 'identifier', text: 'a', ranges: [], tokens: [], inner: [] } as const;
const confidence = fc.double({ min: 0.5, max: 1, noNaN: true });
const share = fc.oneof(fc.constantFrom(0, 1), fc.double({ min: 0, max: 1, noNaN: true }));
const rises = fc.array(share, { minLength: 2, maxLength: 40 });
const options = fc.record({
  statistic: fc.constantFrom('entropy' as const, 'dominance' as const),
  normalization: fc.constantFrom('l1' as const, 'softmax' as const),
  scaleByCount: fc.boolean(),
  weighsEnclosing: fc.boolean(),
});
/** A statement of ten characters each; a name in it where its number says so, else one that stands in two of them. */
const nested = (at: number, enclosed: boolean): Element =>
  at % 2 === 0
    ? { ...element, kind: 'statement', ranges: [[at * 10, at * 10 + 20]] }
    : { ...element, ranges: [[at * 10 - 5, at * 10 + (enclosed ? 0 : 15)]] };

test('no function is more suspicious in the end than was thought possible half way', () => {
  fc.assert(
    fc.property(confidence, rises, fc.nat(), fc.boolean(), options, (most, shares, cut, enclosed, how) => {
      // From a rise by all of the confidence to a fall by what is missing to certainty.
      const scored = shares.map((part, at) => {
        const rise = most - part;
        return { rise, suspicion: Math.abs(rise), inWindow: true, element: nested(at, enclosed) };
      });
      const known = scored.slice(0, 2 + (cut % (scored.length - 1)));
      const possible = mostSuspicious(
        known,
        scored.slice(known.length).map((one) => one.element),
        enclosers(scored.map((one) => one.element)),
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
  const known = suspicions.map((suspicion) => ({ suspicion, rise: suspicion, element }));
  const how = {
    statistic: 'entropy',
    normalization: 'l1',
    scaleByCount: true,
    weighsEnclosing: true,
  } as const;
  expect(
    mostSuspicious(known, Array(left).fill(element), new Map(), { suspicion: 1, rise: 1 }, how),
  ).toBeCloseTo(expected, 3);
});

test('where one element may hold all suspicion the lowest entropy is 0, not what rounding leaves of it', () => {
  const known = [0, 0.8482167717441547, 0, 0].map((suspicion) => ({ suspicion, rise: suspicion, element }));
  const how = {
    statistic: 'entropy',
    normalization: 'l1',
    scaleByCount: true,
    weighsEnclosing: true,
  } as const;
  expect(mostSuspicious(known, [element], new Map(), { suspicion: 1, rise: 1 }, how)).toBe(0);
});

test('of a likelihood, which falls without end, nothing is excluded', () => {
  const known = [0.5, 0.5].map((suspicion) => ({ suspicion, rise: suspicion, element }));
  const endless = { suspicion: Number.POSITIVE_INFINITY, rise: Number.POSITIVE_INFINITY };
  for (const statistic of ['entropy', 'dominance'] as const) {
    const how = { statistic, normalization: 'l1', scaleByCount: true, weighsEnclosing: true } as const;
    expect(mostSuspicious(known, [element], new Map(), endless, how)).toBe(
      statistic === 'entropy' ? 0 : endless.rise,
    );
  }
});
