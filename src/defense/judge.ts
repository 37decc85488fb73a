import type { Statistic } from './options.ts';
import { pValue } from './p-value.ts';
import { suspiciousness } from './statistic.ts';
import type { Yardstick } from './yardstick.ts';

export interface Judgement {
  readonly verdict: 'clean' | 'poisoned';
  readonly threshold: number;
  readonly pValue?: number;
}

/**
 * The verdict on a score. A calibrated threshold is itself the score of a clean function and hence clean; a fixed one
 * is poisoned, as in the paper (H ≤ t).
 */
export function judge(
  yardstick: Exclude<Yardstick, { kind: 'uncalibrated' }>,
  statistic: Statistic,
  score: number,
): Judgement {
  const beyond = suspiciousness(statistic, score) - suspiciousness(statistic, yardstick.threshold);
  if (yardstick.kind === 'fixed') {
    return { verdict: beyond >= 0 ? 'poisoned' : 'clean', threshold: yardstick.threshold };
  }
  return {
    verdict: beyond > 0 ? 'poisoned' : 'clean',
    threshold: yardstick.threshold,
    pValue: pValue(yardstick.calibration, statistic, score),
  };
}
