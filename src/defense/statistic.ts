import { dominance } from './dominance.ts';
import { entropy } from './entropy.ts';
import type { DefenseOptions, Statistic } from './options.ts';
import type { ScoredElement } from './outcome.ts';

/**
 * The configured statistic of the elements that the victim sees; of fewer than two it says nothing, and is 0. To six
 * digits, as calibrations keep it, so that the same function always compares as equal with itself.
 */
export function statisticOf(
  elements: readonly ScoredElement[],
  options: Pick<DefenseOptions, 'statistic' | 'normalization' | 'scaleByCount'>,
): number {
  const seen = elements.filter(({ inWindow }) => inWindow);
  const value =
    options.statistic === 'dominance'
      ? dominance(seen)
      : entropy(
          seen.map(({ suspicion }) => suspicion),
          options,
        );
  return Number(value.toPrecision(6));
}

/**
 * The score turned so that more is more suspicious. A low entropy is suspicious, and so is a high dominance.
 */
export function suspiciousness(statistic: Statistic, score: number): number {
  return statistic === 'entropy' ? -score : score;
}

/** What the statistic weighs of an element: the trigger is the element that has most of it. */
export function weight(statistic: Statistic, element: ScoredElement): number {
  return statistic === 'entropy' ? element.suspicion : element.rise;
}
