/** How many others each function is compared with, by default. */
const PARTNERS = 2;
/** A function is looked up by so many of its rarest words, in so many functions that hold each. */
const RAREST = 16;
const MOST_HOLDERS = 200;
/** So many of them, those with the most and the rarest words in common, are compared word by word. */
const MOST_COMPARED = 20;

/**
 * The functions that a pair victim compares, as pairs of positions with the lower one first: each asked function with the
 * others, two by default, that share the largest part of its words. The cost grows with the number of functions, not with its square:
 * others are looked for among those that share a rare word.
 */
export function pairUp(
  functions: readonly { readonly text: string; readonly asked: boolean }[],
  partners = PARTNERS,
): (readonly [number, number])[] {
  const words = functions.map(({ text }) => wordsOf(text));
  const holders = new Map<string, number[]>();
  for (const [index, own] of words.entries()) {
    for (const word of own) {
      const known = holders.get(word);
      if (known === undefined) holders.set(word, [index]);
      else known.push(index);
    }
  }

  const pairs = new Map<string, readonly [number, number]>();
  for (const [index, { asked }] of functions.entries()) {
    if (!asked) continue;
    for (const other of partnersOf(index, words, holders).slice(0, partners)) {
      const pair = [Math.min(index, other), Math.max(index, other)] as const;
      pairs.set(pair.join(), pair);
    }
  }
  return [...pairs.values()].sort(([a, b], [c, d]) => a - c || b - d);
}

function partnersOf(
  index: number,
  words: readonly ReadonlySet<string>[],
  holders: ReadonlyMap<string, readonly number[]>,
): number[] {
  const own = words[index] ?? new Set<string>();
  const shared = new Map<number, number>();
  const rare = Array.from(own, (word) => holders.get(word) ?? [])
    .filter((holding) => holding.length > 1)
    .sort((a, b) => a.length - b.length)
    .slice(0, RAREST);
  for (const holding of rare) {
    // A word that thousands hold says little of the first of them.
    const weight = 1 / holding.length;
    for (const other of holding.slice(0, MOST_HOLDERS)) {
      if (other !== index) shared.set(other, (shared.get(other) ?? 0) + weight);
    }
  }
  return [...shared]
    .sort(([a, many], [b, more]) => more - many || a - b)
    .slice(0, MOST_COMPARED)
    .map(([other]) => ({ other, likeness: likeness(own, words[other] ?? new Set()) }))
    .sort((a, b) => b.likeness - a.likeness || a.other - b.other)
    .map(({ other }) => other);
}

/** Share of the words of both that both have, in [0, 1]. */
function likeness(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  const both = a.intersection(b).size;
  return both === 0 ? 0 : both / (a.size + b.size - both);
}

function wordsOf(text: string): ReadonlySet<string> {
  return new Set(text.slice(0, 20_000).match(/[\p{L}_][\p{L}\p{N}_]*/gu) ?? []);
}
