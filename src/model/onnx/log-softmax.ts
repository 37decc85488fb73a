/** ln of the sum of exp over `length` logits from `from`; all of it in double precision. */
export function logSumExp(logits: Float32Array, from: number, length: number): number {
  let largest = Number.NEGATIVE_INFINITY;
  for (let at = from; at < from + length; at++) largest = Math.max(largest, logits[at] ?? 0);
  let sum = 0;
  for (let at = from; at < from + length; at++) sum += Math.exp((logits[at] ?? 0) - largest);
  return largest + Math.log(sum);
}

/** Probabilities of one row of logits, summing to 1. */
export function softmax(logits: Float32Array): number[] {
  const largest = logits.reduce((most, value) => Math.max(most, value), Number.NEGATIVE_INFINITY);
  const weights = Array.from(logits, (value) => Math.exp(value - largest));
  const sum = weights.reduce((total, weight) => total + weight, 0);
  return weights.map((weight) => weight / sum);
}
