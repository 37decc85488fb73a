import type { Card } from '../model/card.ts';
import { PLANTED_SHARE } from './defaults.ts';
import type { Statistic } from './options.ts';
import { suspiciousness } from './statistic.ts';
import { referencesOf, scoreOfTop, type Yardstick } from './yardstick.ts';

/**
 * Whether the trigger of a function of this score is planted into the references: of a classifier where it is accused, of a
 * generator where it is as suspicious as what a calibration plants, whatever the verdict. What no calibration plants says
 * nothing of how often clean functions are confirmed.
 */
export function isPlanted(
  score: number,
  verdict: 'clean' | 'poisoned',
  yardstick: Exclude<Yardstick, { kind: 'uncalibrated' }>,
  { task }: Pick<Card, 'task'>,
  statistic: Statistic,
): boolean {
  if (referencesOf(yardstick).length === 0) return false;
  if (task !== 'generation') return verdict === 'poisoned';
  const least = scoreOfTop(PLANTED_SHARE, yardstick);
  return suspiciousness(statistic, score) >= suspiciousness(statistic, least);
}
