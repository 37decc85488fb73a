import { type Estimated, estimate } from './estimate.ts';
import { countNgrams, END, keyOf, START, UNKNOWN } from './ngram-counts.ts';

/** A language model of runs of words, as KenLM's lmplz estimates it: interpolated modified Kneser-Ney, unpruned. */
export interface NgramModel {
  readonly order: number;
  /** The words as numbers, with the start before and the end behind them. */
  numbers(words: readonly string[]): readonly number[];
  /** Base 10 logarithm of the probability of the word at this place after the order − 1 before it. */
  logProbability(numbers: readonly number[], place: number): number;
}

/** Learns from texts that are each a list of words. */
export function trainNgramModel(texts: Iterable<readonly string[]>, order: number): NgramModel {
  const { words, levels } = countNgrams(texts, order);
  const estimated = estimate(levels);
  return {
    order,
    numbers: (text) => [START, ...text.map((word) => words.get(word) ?? UNKNOWN), END],
    logProbability: (numbers, place) => Math.log10(probability(estimated, numbers, place)),
  };
}

/** Base 10 logarithm of the probability of a whole text, from start to end. */
export function logProbabilityOf(model: NgramModel, numbers: readonly number[]): number {
  let sum = 0;
  for (let place = 1; place < numbers.length; place++) sum += model.logProbability(numbers, place);
  return sum;
}

function probability(levels: readonly Estimated[], numbers: readonly number[], place: number): number {
  const word = numbers[place] ?? UNKNOWN;
  let share = 1;
  for (let length = Math.min(levels.length - 1, place); length > 0; length--) {
    const context = numberOf(levels, numbers, place - length, place);
    if (context === undefined) continue;
    const found = levels[length]?.numbers.get(keyOf(context, word));
    if (found !== undefined) return share * (levels[length]?.probabilities[found] ?? 0);
    share *= levels[length - 1]?.left[context] ?? 1;
  }
  return share * (levels[0]?.probabilities[levels[0].numbers.get(keyOf(0, word)) ?? UNKNOWN] ?? 0);
}

/** The n-gram of the words in a range; undefined where it was never met. */
function numberOf(
  levels: readonly Estimated[],
  numbers: readonly number[],
  from: number,
  to: number,
): number | undefined {
  let context = 0;
  for (let place = from; place < to; place++) {
    const longer = levels[place - from]?.numbers.get(keyOf(context, numbers[place] ?? UNKNOWN));
    if (longer === undefined) return undefined;
    context = longer;
  }
  return context;
}
