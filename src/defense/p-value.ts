import { lowerBound } from '../code/lower-bound.ts';
import type { Calibration } from '../model/card.ts';
import type { Statistic } from './options.ts';
import { suspiciousness } from './statistic.ts';

/**
 * Share of clean functions at least as suspicious as this score: (1 + how many of the calibration's are) ÷ (n + 1), in
 * (0, 1]. Calling poisoned what has a p-value ≤ α calls at most the share α of clean functions poisoned, for any n.
 */
export function pValue(
  calibration: Pick<Calibration, 'scores'>,
  statistic: Statistic,
  score: number,
): number {
  const { scores } = calibration;
  const own = suspiciousness(statistic, score);
  const below = lowerBound(scores.length, (at) => suspiciousness(statistic, scores[at] ?? 0) >= own);
  return (1 + scores.length - below) / (scores.length + 1);
}

/** The p-value in words: "1 clean function in N looks like this". At least 1. */
export function oneIn(pValue: number): number {
  return Math.max(1, Math.round(1 / pValue));
}
