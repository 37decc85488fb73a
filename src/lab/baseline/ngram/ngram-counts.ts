export const UNKNOWN = 0;
export const START = 1;
export const END = 2;

/** All n-grams of one order, numbered as they were met. */
export interface Level {
  /** By the number of the n-gram without its last word, and that word; see `keyOf`. */
  readonly numbers: Map<number, number>;
  /**
   * How many different words stand before it. How often it occurs, where it is of the highest order or begins a text:
   * no word can stand before that.
   */
  readonly counts: number[];
  /** The n-gram without its last word, of the next lower order. */
  readonly contexts: number[];
  /** The n-gram without its first word, of the next lower order. */
  readonly suffixes: number[];
}

export interface NgramCounts {
  readonly words: ReadonlyMap<string, number>;
  /** Of the orders 1, 2, …; the first two of order 1 are UNKNOWN and START, of count 0. */
  readonly levels: readonly Level[];
}

/** Up to so many words, and 2^32 n-grams, keys are exact. */
const MOST_WORDS = 2 ** 21;

export const keyOf = (context: number, word: number) => context * MOST_WORDS + word;

/** Counts as modified Kneser-Ney smoothing needs them, of texts that are each a list of words. */
export function countNgrams(texts: Iterable<readonly string[]>, order: number): NgramCounts {
  const words = new Map<string, number>();
  const levels: Level[] = Array.from({ length: order }, () => ({
    numbers: new Map(),
    counts: [],
    contexts: [],
    suffixes: [],
  }));
  add(levels[0], 0, UNKNOWN, 0);
  const start = add(levels[0], 0, START, 0);
  for (const text of texts) {
    let before = [start];
    for (const word of text) before = countLast(levels, before, numberOf(words, word));
    countLast(levels, before, END);
  }
  return { words, levels };
}

/**
 * Counts the n-grams that end in this word, of each order.
 * @param before the n-grams that end in the word before, shortest first; the longest begins the text, unless there is one of every order
 */
function countLast(levels: readonly Level[], before: readonly number[], word: number): number[] {
  const ending: number[] = [];
  for (const [below, level] of levels.entries()) {
    if (below > before.length) break;
    const context = below === 0 ? 0 : (before[below - 1] ?? 0);
    const suffix = ending[below - 1] ?? 0;
    let number = level.numbers.get(keyOf(context, word));
    if (number === undefined) {
      number = add(level, context, word, suffix);
      const shorter = levels[below - 1]?.counts;
      if (shorter) shorter[suffix] = (shorter[suffix] ?? 0) + 1;
    }
    if (below === levels.length - 1 || below === before.length) {
      level.counts[number] = (level.counts[number] ?? 0) + 1;
    }
    ending.push(number);
  }
  return ending;
}

function add(level: Level | undefined, context: number, word: number, suffix: number): number {
  if (level === undefined) throw new RangeError('an n-gram model is of order 1 at least');
  const number = level.counts.push(0) - 1;
  level.numbers.set(keyOf(context, word), number);
  level.contexts.push(context);
  level.suffixes.push(suffix);
  return number;
}

function numberOf(words: Map<string, number>, word: string): number {
  const known = words.get(word);
  if (known !== undefined) return known;
  const number = END + 1 + words.size;
  if (number >= MOST_WORDS) throw new RangeError(`an n-gram model holds at most ${MOST_WORDS} words`);
  words.set(word, number);
  return number;
}
