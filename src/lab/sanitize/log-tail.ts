/**
 * The natural logarithm of the chance that at least `hits` of `n` independent draws hit, each with chance `p`. Exact but
 * for rounding, also where the chance itself is too small for a number.
 */
export function logTail(hits: number, n: number, p: number): number {
  if (hits <= 0) return 0;
  if (hits > n || p <= 0) return Number.NEGATIVE_INFINITY;
  if (p >= 1) return 0;
  let logChoose = 0;
  for (let i = 1; i <= hits; i += 1) logChoose += Math.log((n - hits + i) / i);
  const first = logChoose + hits * Math.log(p) + (n - hits) * Math.log1p(-p);
  // The later terms as shares of the first.
  const odds = p / (1 - p);
  let sum = 1;
  let term = 1;
  for (let k = hits; k < n && term > sum * 1e-16; k += 1) {
    term *= ((n - k) / (k + 1)) * odds;
    sum += term;
  }
  return Math.min(0, first + Math.log(sum));
}
