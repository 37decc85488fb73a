import type { DefenseOptions } from './options.ts';

/** Below the resolution of single precision a sum of suspicions is noise, and would be blown up by the division. */
const NOISE = 1e-6;

/**
 * How evenly the suspicion is spread over the elements (Eq. 3 of the paper): low where the verdict hangs on one.
 *
 * `l1` divides the suspicions by their sum, `softmax` is the formula as printed. With `scaleByCount` the entropy is
 * divided by ln n, so that functions of different size compare: the result is in [0, 1], else in [0, ln n], in nats.
 *
 * 0 · ln 0 is 0. Where no suspicion differs from zero no element matters more than another: the highest entropy.
 * Only elements that the victim can see belong into `suspicions`: an element outside the window adds nothing to the
 * sum but would raise n, which lowers the scaled entropy of every long function. Never NaN; the order does not matter.
 *
 * @param suspicions at least 0 each. Fewer than two spread over nothing: the result is then 0.
 */
export function entropy(
  suspicions: readonly number[],
  options: Pick<DefenseOptions, 'normalization' | 'scaleByCount'>,
): number {
  const count = suspicions.length;
  if (count < 2) return 0;
  const most = Math.log(count);
  // Sorted, so that the rounding of the sums is the same whatever the order of the elements.
  const sorted = suspicions.toSorted((a, b) => a - b);
  const weights = options.normalization === 'l1' ? sorted : exponentials(sorted);
  const sum = weights.reduce((total, weight) => total + weight, 0);
  const nats = sum < NOISE ? most : Math.min(most, spread(weights, sum));
  return options.scaleByCount ? nats / most : nats;
}

function exponentials(sorted: readonly number[]): number[] {
  const largest = sorted.at(-1) ?? 0;
  return sorted.map((value) => Math.exp(value - largest));
}

function spread(weights: readonly number[], sum: number): number {
  let total = 0;
  for (const weight of weights) {
    const share = weight / sum;
    if (share > 0) total -= share * Math.log(share);
  }
  return Math.max(0, total);
}
