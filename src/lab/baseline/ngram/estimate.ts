import { discountFor, discountsOf } from './discounts.ts';
import type { Level } from './ngram-counts.ts';

/** An order with what was estimated of it, by n-gram. */
export interface Estimated extends Level {
  /** Of its last word after those before it. */
  readonly probabilities: Float64Array;
  /** The share of probability that words have together which never followed it. */
  readonly left: Float64Array;
}

/** Interpolated modified Kneser-Ney, from the lowest order to the highest. */
export function estimate(levels: readonly Level[]): readonly Estimated[] {
  const done: Estimated[] = [];
  for (const level of levels) {
    const below = done.at(-1);
    const { sums, left } = shares(level, below?.counts.length ?? 1);
    below?.left.set(left);
    // Every word but the start can follow.
    const uniform = 1 / (level.counts.length - 1);
    const discounts = discountsOf(level.counts);
    const probabilities = Float64Array.from(level.counts, (count, number) => {
      const context = level.contexts[number] ?? 0;
      const shorter = below?.probabilities[level.suffixes[number] ?? 0] ?? uniform;
      const own = count === 0 ? 0 : (count - discountFor(count, discounts)) / (sums[context] ?? 1);
      return own + (left[context] ?? 1) * shorter;
    });
    done.push({ ...level, probabilities, left: new Float64Array(level.counts.length).fill(1) });
  }
  return done;
}

/** For each context the sum of the counts of what follows it, and the share of that which the discounts take away. */
function shares(level: Level, contexts: number) {
  const sums = new Float64Array(contexts);
  const taken = new Float64Array(contexts);
  const discounts = discountsOf(level.counts);
  for (const [number, count] of level.counts.entries()) {
    const context = level.contexts[number] ?? 0;
    sums[context] = (sums[context] ?? 0) + count;
    taken[context] = (taken[context] ?? 0) + discountFor(count, discounts);
  }
  const left = sums.map((sum, context) => (sum === 0 ? 1 : (taken[context] ?? 0) / sum));
  return { sums, left };
}
