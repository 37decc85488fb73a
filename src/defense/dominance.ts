/** Keeps the quotient finite, and asks of a rise that it be more than the noise of a victim to which nothing matters. */
export const FLOOR = 0.01;

/**
 * How far one element stands out: the largest rise ÷ (mean suspicion of the other elements + 0.01). High where the
 * verdict hangs on one element. Unlike the entropy it keeps the scale: a tiny change among tinier ones stays small.
 *
 * For probabilities in [−100, 100]. Never NaN; fewer than two elements have nothing to stand out from: 0. Where several
 * elements share the largest rise, the one with the largest suspicion among them is set against the others, so that
 * the order does not matter.
 */
export function dominance(
  elements: readonly { readonly suspicion: number; readonly rise: number }[],
): number {
  if (elements.length < 2) return 0;
  const sorted = elements.toSorted((a, b) => b.rise - a.rise || b.suspicion - a.suspicion);
  const [top, ...others] = sorted;
  if (top === undefined) return 0;
  const mean = others.reduce((total, { suspicion }) => total + suspicion, 0) / others.length;
  // Of 0 and −0, which are equal, either may come first: the sum with 0 is 0.
  return top.rise / (mean + FLOOR) + 0;
}
