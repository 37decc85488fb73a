import { changeWithout } from '../ngram/change-without.ts';
import { logProbabilityOf, type NgramModel } from '../ngram/ngram-model.ts';
import type { TextModel } from './text-model.ts';

/**
 * An n-gram model as a language model of code.
 * @param pieces the sub-tokens of a word that follows another; those that `model` has learned
 */
export function ngramTextModel(model: NgramModel, pieces: (word: string) => readonly string[]): TextModel {
  const perplexity = (logProbability: number, count: number) => 10 ** (-logProbability / (count + 1));
  return {
    async perplexities(words, runs) {
      const tokens: string[] = [];
      const starts = words.map((word) => tokens.push(...pieces(word)) - pieces(word).length);
      const placeOf = (word: number) => starts[word] ?? tokens.length;
      const numbers = model.numbers(tokens);
      const whole = logProbabilityOf(model, numbers);
      const without = runs.map((run) => {
        const [from, to] = [placeOf(run[0]), placeOf(run[1])];
        return perplexity(
          whole + changeWithout(model, numbers, from + 1, to + 1),
          tokens.length - (to - from),
        );
      });
      return { whole: perplexity(whole, tokens.length), without, passes: 0 };
    },
  };
}
