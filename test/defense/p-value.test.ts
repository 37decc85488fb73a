import fc from 'fast-check';
import { expect, test } from 'vitest';
import { calibrationOf } from '../../src/defense/calibration-of.ts';
import { DEFAULT_OPTIONS } from '../../src/defense/defaults.ts';
import { judge } from '../../src/defense/judge.ts';
import type { Statistic } from '../../src/defense/options.ts';
import { oneIn, pValue } from '../../src/defense/p-value.ts';
import { yardstickOf } from '../../src/defense/yardstick.ts';

const sorted = (statistic: Statistic, scores: readonly number[]) =>
  scores.toSorted((a, b) => (statistic === 'entropy' ? b - a : a - b));

const calibrated = (statistic: Statistic, scores: readonly number[], falseAlarmRate: number) =>
  yardstickOf(
    {
      calibrations: [
        {
          language: 'c',
          statistic,
          probe: 'neutral',
          kinds: ['statement', 'identifier'],
          scores: sorted(statistic, scores),
          doubts: [],
        },
      ],
    },
    'c',
    { ...DEFAULT_OPTIONS, statistic, falseAlarmRate },
  );

test.each([
  ['dominance', [1, 2, 3], 2.5, 2 / 4],
  ['dominance', [1, 2, 3], 2, 3 / 4],
  ['dominance', [1, 2, 3], 9, 1 / 4],
  ['dominance', [1, 2, 3], 0, 1],
  ['entropy', [0.9, 0.8, 0.3], 0.2, 1 / 4],
  ['entropy', [0.9, 0.8, 0.3], 0.3, 2 / 4],
  ['entropy', [0.9, 0.8, 0.3], 1, 1],
  ['entropy', [], 0.1, 1],
] as const)('%s %j: the share as suspicious as %d is %d', (statistic, scores, score, expected) => {
  expect(pValue({ scores: sorted(statistic, scores) }, statistic, score)).toBe(expected);
});

test('is said as one in so many', () => {
  expect([1, 0.5, 1 / 180, 0.01].map(oneIn)).toEqual([1, 2, 180, 100]);
});

test('a function is poisoned exactly if its p-value is within the false-alarm rate', () => {
  const score = fc.integer({ min: -20, max: 20 });
  fc.assert(
    fc.property(
      fc.constantFrom<Statistic>('entropy', 'dominance'),
      fc.array(score, { minLength: 1, maxLength: 150 }),
      score,
      fc.constantFrom(0.01, 0.05, 0.1, 0.5),
      (statistic, scores, own, rate) => {
        const yardstick = calibrated(statistic, scores, rate);
        if (yardstick.kind === 'uncalibrated') {
          expect(1 / (scores.length + 1)).toBeGreaterThan(rate);
          return;
        }
        const { verdict, pValue: p = Number.NaN } = judge(yardstick, statistic, own);
        expect(verdict).toBe(p <= rate + 1e-9 ? 'poisoned' : 'clean');
      },
    ),
  );
});

test('what is confirmed is poisoned exactly if few enough clean functions are confirmed and as suspicious', () => {
  const score = fc.integer({ min: -20, max: 20 });
  fc.assert(
    fc.property(
      fc.constantFrom<Statistic>('entropy', 'dominance'),
      fc.array(fc.record({ score, finding: fc.constantFrom('confirmed', 'refuted', undefined) }), {
        minLength: 1,
        maxLength: 150,
      }),
      score,
      fc.constantFrom(0.01, 0.05, 0.1, 0.5),
      (statistic, clean, own, rate) => {
        const options = { ...DEFAULT_OPTIONS, statistic, falseAlarmRate: rate };
        const rows = clean.map((row) => ({ ...row, doubt: undefined }));
        const yardstick = yardstickOf(
          { calibrations: [calibrationOf(rows, { task: 'classification' }, 'c', options)] },
          'c',
          options,
        );
        if (yardstick.kind === 'uncalibrated') return;
        const least = sorted(
          statistic,
          clean.map((row) => row.score),
        )[0];
        // What is no more suspicious than the least suspicious is tied with all that is not confirmed.
        if (statistic === 'entropy' ? own >= (least ?? 0) : own <= (least ?? 0)) return;
        const asSuspicious = clean.filter(
          ({ score: other, finding }) =>
            finding !== 'refuted' && (statistic === 'entropy' ? other <= own : other >= own),
        );
        const p = (1 + asSuspicious.length) / (clean.length + 1);
        expect(judge(yardstick, statistic, own)).toMatchObject({
          pValue: p,
          verdict: p <= rate + 1e-9 ? 'poisoned' : 'clean',
        });
      },
    ),
  );
});

test('of functions like those of the calibration no more than the rate are called poisoned', () => {
  let state = 12345;
  const draw = () => {
    state = (Math.imul(state, 1103515245) + 12345) & 0x7fffffff;
    return state / 0x7fffffff;
  };
  let alarms = 0;
  const rounds = 4_000;
  for (let round = 0; round < rounds; round++) {
    const yardstick = calibrated('dominance', Array.from({ length: 39 }, draw), 0.05);
    if (yardstick.kind === 'uncalibrated') throw new Error('39 scores reach 0.05');
    if (judge(yardstick, 'dominance', draw()).verdict === 'poisoned') alarms += 1;
  }
  expect(alarms / rounds).toBeGreaterThan(0.035);
  expect(alarms / rounds).toBeLessThan(0.065);
});

test('says how many clean functions a rate needs', () => {
  const scores = Array.from({ length: 98 }, (_, index) => index);
  expect(calibrated('dominance', scores, 0.01)).toEqual({
    kind: 'uncalibrated',
    missing: { why: 'too few', has: 98, needs: 99 },
  });
  expect(calibrated('dominance', [...scores, 98], 0.01)).toMatchObject({ kind: 'calibrated', threshold: 98 });
});

test.each([
  ['another statistic', { statistic: 'entropy' }],
  ['another probe', { probe: 'mask' }],
  ['other kinds', { kinds: ['identifier'] }],
  ['every label, where a goal label is known', { inspect: 'all' }],
] as const)('a calibration does not judge %s', (_, other) => {
  const found = yardstickOf(
    {
      goalLabel: 'goal',
      calibrations: [
        {
          language: 'c',
          statistic: 'dominance',
          probe: 'neutral',
          kinds: ['identifier', 'statement'],
          scores: [1],
          doubts: [],
        },
      ],
    },
    'c',
    { ...DEFAULT_OPTIONS, ...other },
  );
  expect(found).toEqual({ kind: 'uncalibrated', missing: { why: 'none for these settings' } });
});

test('a fixed threshold is itself poisoned, as in the paper', () => {
  expect(judge({ kind: 'fixed', threshold: 0.1 }, 'entropy', 0.1)).toEqual({
    verdict: 'poisoned',
    threshold: 0.1,
  });
  expect(judge({ kind: 'fixed', threshold: 0.1 }, 'entropy', 0.11).verdict).toBe('clean');
});
