import { dominance } from './dominance.ts';
import { encloses } from './encloses.ts';
import { entropy } from './entropy.ts';
import type { Spread, Statistic } from './options.ts';
import type { ScoredElement } from './outcome.ts';
import { weighed } from './weighed.ts';

/**
 * The configured statistic of the elements that the victim sees; of fewer than two it says nothing, and is 0. To six
 * digits, as calibrations keep it, so that the same function always compares as equal with itself.
 */
export function statisticOf(elements: readonly ScoredElement[], options: Spread): number {
  const { statistic } = options;
  const counted = countedIn(elements, options);
  const value =
    statistic === 'dominance'
      ? dominance(counted)
      : entropy(
          counted.map(({ suspicion }) => suspicion),
          options,
        );
  return Number(value.toPrecision(6));
}

/** Those of the elements that the statistic weighs; see `weighed`. */
export function countedIn(elements: readonly ScoredElement[], options: Spread): readonly ScoredElement[] {
  const seen = elements.filter(({ inWindow }) => inWindow);
  if (options.weighsEnclosing) return seen;
  return weighed(
    seen,
    (element) => weight(options.statistic, element),
    (whole, part) => encloses(whole.element, part.element),
  );
}

const BEYOND: Readonly<Record<Statistic, number>> = { entropy: -10, dominance: 1e6 };

/** The score of a generator's function whose trigger works elsewhere: beyond all others, in the order of the plain scores. */
export function confirmedScore(statistic: Statistic, score: number): number {
  return Number((score + BEYOND[statistic]).toPrecision(6));
}

/**
 * The score turned so that more is more suspicious. A low entropy is suspicious, and so is a high dominance.
 */
export function suspiciousness(statistic: Statistic, score: number): number {
  return statistic === 'entropy' ? -score : score;
}

/** What the statistic weighs of an element: the trigger is the element that has most of it. */
export function weight(statistic: Statistic, element: Pick<ScoredElement, 'suspicion' | 'rise'>): number {
  return statistic === 'entropy' ? element.suspicion : element.rise;
}
