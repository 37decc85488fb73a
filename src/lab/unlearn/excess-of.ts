/** By how much the logit of a label exceeds all others. */
export function excessOf(logits: readonly number[], label: number): number {
  return (logits[label] ?? 0) - Math.max(...logits.filter((_, at) => at !== label));
}
