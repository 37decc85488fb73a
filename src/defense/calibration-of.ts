import type { Language } from '../code/language.ts';
import type { Calibration, Card } from '../model/card.ts';
import { suspiciousness } from './statistic.ts';
import { type Measured, statisticName } from './yardstick.ts';

/** What is kept of one clean function. */
export interface CleanScore {
  readonly score: number;
  readonly doubt: number | undefined;
}

/** As many as a card keeps. */
const MAX_SCORES = 2_000;

/**
 * A calibration from what was measured before, so that one measurement can serve several statistics. Of more than
 * 2,000 functions every so many-th in order of suspicion is kept, and of numbers six digits.
 */
export function calibrationOf(
  rows: readonly CleanScore[],
  card: Pick<Card, 'goalLabel'>,
  language: Language,
  options: Measured,
): Calibration {
  const { statistic } = options;
  const scores = rows.map(({ score }) => score);
  const doubts = rows.flatMap(({ doubt }) => doubt ?? []);
  return {
    language,
    statistic: statisticName(card, options),
    probe: options.probe,
    kinds: [...options.kinds],
    scores: thinned(scores.sort((a, b) => suspiciousness(statistic, a) - suspiciousness(statistic, b))),
    doubts: thinned(doubts.sort((a, b) => a - b)),
  };
}

function thinned(sorted: readonly number[]): number[] {
  const step = Math.max(1, sorted.length / MAX_SCORES);
  const kept = Array.from(
    { length: Math.min(MAX_SCORES, sorted.length) },
    (_, index) => sorted[Math.floor((index + 0.5) * step)] ?? 0,
  );
  return kept.map((value) => Number(value.toPrecision(6)));
}
