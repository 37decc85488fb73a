import type { Range } from '../../../code/edit.ts';

/** A language model that is asked how much a text surprises it. */
export interface TextModel {
  /** The perplexity of words one after the other, and without each of these runs of them. */
  perplexities(
    words: readonly string[],
    runs: readonly Range[],
  ): Promise<{ readonly whole: number; readonly without: readonly number[]; readonly passes: number }>;
}
