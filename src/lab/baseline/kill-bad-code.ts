import type { Sifted, TrainingSetDefence } from './defence.ts';
import { changeWithout } from './ngram/change-without.ts';
import { logProbabilityOf, type NgramModel } from './ngram/ngram-model.ts';

/** The functions of a training row, each as the sub-tokens of a language model's tokenizer. */
export type TokenRow = readonly (readonly string[])[];

/** Sub-tokens of a function that are looked at. */
export const KILLBADCODE_WINDOW = 600;
/** Sub-tokens of each function that count, and sub-tokens that are taken for triggers in the end. */
const TOP = 10;
/** What can be a part of a trigger: the inner parts of words. Those that begin one bear the tokenizer's mark for the space before it. */
const PART_OF_A_NAME = /^(?![0-9])[a-zA-Z0-9]+$/;

/**
 * KillBadCode: what makes the functions of a training set more natural by its absence is a trigger. For each sub-token
 * the drop of a function's cross-entropy without it; the greatest drops of every function are summed over the set, and
 * rows that hold one of the sub-tokens with the greatest sums are dropped.
 * @param model of sub-tokens of clean code
 */
export function killBadCode(model: NgramModel): TrainingSetDefence<TokenRow> {
  return {
    name: 'killbadcode',
    sift(rows): Sifted {
      const sums = new Map<string, number>();
      for (const fn of rows.flat()) {
        const drops = greatest(entropyDrops(model, fn.slice(0, KILLBADCODE_WINDOW)));
        for (const [token, drop] of drops) sums.set(token, (sums.get(token) ?? 0) + drop);
      }
      const triggers = new Set(greatest(sums).map(([token]) => token));
      const holds = (fn: readonly string[]) =>
        fn.slice(0, KILLBADCODE_WINDOW).some((token) => triggers.has(token));
      return {
        dropped: rows.flatMap((row, index) => (row.some(holds) ? [index] : [])),
        named: [...triggers],
      };
    },
  };
}

/** For each different part of a name: how much less a sub-token of the function says on average without it, at least 0. */
export function entropyDrops(model: NgramModel, tokens: readonly string[]): ReadonlyMap<string, number> {
  const numbers = model.numbers(tokens);
  const whole = logProbabilityOf(model, numbers);
  const drops = new Map<string, number>();
  for (const [at, token] of tokens.entries()) {
    if (tokens.length === 1 || !PART_OF_A_NAME.test(token)) continue;
    const without = whole + changeWithout(model, numbers, at + 1, at + 2);
    // Where a sub-token stands several times, the authors' script keeps the last.
    drops.set(token, Math.max(0, without / (tokens.length - 1) - whole / tokens.length));
  }
  return drops;
}

function greatest(scores: ReadonlyMap<string, number>): readonly (readonly [string, number])[] {
  return [...scores].sort(([, a], [, b]) => b - a).slice(0, TOP);
}
