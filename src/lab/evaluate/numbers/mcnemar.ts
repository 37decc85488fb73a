/** The two-sided p-value of McNemar's exact test, of the pairs of which only the one, and only the other, is so. */
export function mcnemar(onlyOne: number, onlyOther: number): number {
  const n = onlyOne + onlyOther;
  const fewer = Math.min(onlyOne, onlyOther);
  let logWays = 0;
  let tail = 0;
  for (let k = 0; k <= fewer; k++) {
    if (k > 0) logWays += Math.log((n - k + 1) / k);
    tail += Math.exp(logWays - n * Math.LN2);
  }
  return Math.min(1, 2 * tail);
}
