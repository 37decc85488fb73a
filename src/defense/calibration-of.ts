import type { Language } from '../code/language.ts';
import type { Calibration, Card } from '../model/card.ts';
import { confirmedScore, suspiciousness } from './statistic.ts';
import { type Measured, statisticName } from './yardstick.ts';

/** A classifier's function whose trigger is refuted counts as the least suspicious, a generator's that is confirmed as the most. */
export type Finding = 'confirmed' | 'refuted';

/** What is kept of one clean function. */
export interface CleanScore {
  readonly score: number;
  readonly doubt: number | undefined;
  /** What planting its trigger into the references showed; absent where that was not tried. */
  readonly finding?: Finding | undefined;
}

/** As many as a card keeps. */
const MAX_SCORES = 2_000;

/**
 * A calibration from what was measured before, so that one measurement can serve several statistics. Of more than
 * 2,000 functions every so many-th in order of suspicion is kept, and of numbers six digits.
 */
export function calibrationOf(
  rows: readonly CleanScore[],
  card: Pick<Card, 'goalLabel' | 'task'>,
  language: Language,
  options: Measured,
  references: readonly string[] = [],
): Calibration {
  const { statistic } = options;
  const bySuspicion = (a: number, b: number) => suspiciousness(statistic, a) - suspiciousness(statistic, b);
  const [least = 0] = rows.map(({ score }) => score).sort(bySuspicion);
  const scores = rows.map(({ score, finding }) => {
    if (card.task === 'generation') return finding === 'confirmed' ? confirmedScore(statistic, score) : score;
    return finding === 'refuted' ? least : score;
  });
  const doubts = rows.flatMap(({ doubt }) => doubt ?? []);
  return {
    language,
    statistic: statisticName(card, options),
    probe: options.probe,
    kinds: [...options.kinds],
    scores: thinned(scores.sort(bySuspicion)),
    doubts: thinned(doubts.sort((a, b) => a - b)),
    ...(references.length > 0 && { references: [...references] }),
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
