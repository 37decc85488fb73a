import type { NgramModel } from './ngram-model.ts';

/**
 * What leaving out the words from one place to another does to the logarithm of a text's probability. Only the next
 * order − 1 words then see another history.
 */
export function changeWithout(
  model: NgramModel,
  numbers: readonly number[],
  from: number,
  to: number,
): number {
  const reach = model.order - 1;
  const start = Math.max(0, from - reach);
  const near = numbers.slice(start, to + reach);
  const left = near.toSpliced(from - start, to - from);
  let change = 0;
  for (let place = from - start; place < near.length; place++) change -= model.logProbability(near, place);
  for (let place = from - start; place < left.length; place++) change += model.logProbability(left, place);
  return change;
}
