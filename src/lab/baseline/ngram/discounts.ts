/** What is taken from n-grams of count 1, of count 2, and of a higher one. */
export type Discounts = readonly [one: number, two: number, more: number];

/** Of a set so small or so regular that the estimate makes no sense. As KenLM's `--discount_fallback`. */
const FALLBACK: Discounts = [0.5, 1, 1.5];

/** Chen and Goodman's estimate from how many n-grams of an order have the counts 1, 2, 3 and 4. */
export function discountsOf(counts: readonly number[]): Discounts {
  const having = [0, 0, 0, 0, 0];
  for (const count of counts) if (count < having.length) having[count] = (having[count] ?? 0) + 1;
  const [, one = 0, two = 0, three = 0, four = 0] = having;
  const share = one / (one + 2 * two);
  const discounts: Discounts = [
    1 - (2 * share * two) / one,
    2 - (3 * share * three) / two,
    3 - (4 * share * four) / three,
  ];
  return discounts.every((discount, at) => discount >= 0 && discount <= at + 1) ? discounts : FALLBACK;
}

export function discountFor(count: number, discounts: Discounts): number {
  return count === 0 ? 0 : count === 1 ? discounts[0] : count === 2 ? discounts[1] : discounts[2];
}
