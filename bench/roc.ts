/** Area under the ROC curve: the chance that a poisoned score is above a clean one, ties half. Higher is more suspicious. */
export function auroc(clean: readonly number[], poisoned: readonly number[]): number {
  const all = [...clean.map((value) => ({ value, bad: 0 })), ...poisoned.map((value) => ({ value, bad: 1 }))];
  all.sort((a, b) => a.value - b.value);
  let rankSum = 0;
  for (let from = 0; from < all.length; ) {
    let to = from;
    while (to < all.length && all[to]?.value === all[from]?.value) to += 1;
    const rank = (from + 1 + to) / 2;
    for (let at = from; at < to; at += 1) if (all[at]?.bad) rankSum += rank;
    from = to;
  }
  const n = poisoned.length;
  return (rankSum - (n * (n + 1)) / 2) / (n * clean.length);
}
