/**
 * Plain names that stand nowhere in the texts: `v`, `v1`, `v2`, … The function gives the n-th, n from 0. A plain name is
 * nothing unusual to a victim, unlike a mask, which a fine-tuned one has never seen.
 */
export function freshNames(texts: readonly string[]): (n: number) => string {
  const used = new Set(texts.flatMap((text) => text.match(/[\p{L}\p{N}_]+/gu) ?? []));
  const names: string[] = [];
  let next = 0;
  return (n) => {
    while (names.length <= n) {
      const name = next === 0 ? 'v' : `v${next}`;
      next += 1;
      if (!used.has(name)) names.push(name);
    }
    return names[n] ?? 'v';
  };
}
