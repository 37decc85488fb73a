import type { Range } from '../../../code/edit.ts';
import type { Grammar } from '../../../code/grammar.ts';
import { codeWords } from './code-words.ts';
import type { TextModel } from './text-model.ts';

/** A run of words and how much more natural the function reads without it. */
export interface SuspiciousRun {
  readonly range: Range;
  /** Perplexity of the function less its perplexity without the run. */
  readonly suspicion: number;
}

export interface Suspicions {
  /** In order of position; of each word one that begins with it. */
  readonly runs: readonly SuspiciousRun[];
  readonly passes: number;
}

/** As many as GPT-2, which the authors ask, reads at once. */
const WINDOW = 1024;

/** ONION's suspicion of every run of so many words of a function, at its end of fewer. */
export async function suspicionsOf(
  text: string,
  grammar: Grammar,
  model: TextModel,
  span: number,
): Promise<Suspicions> {
  const words = codeWords(grammar, text).slice(0, WINDOW);
  const runs = words.map((_, at): Range => [at, Math.min(at + span, words.length)]);
  const asked = await model.perplexities(
    words.map((word) => word.text),
    runs,
  );
  return {
    runs: runs.map(([from, to], at) => ({
      range: [words[from]?.range[0] ?? 0, words[to - 1]?.range[1] ?? 0],
      suspicion: asked.whole - (asked.without[at] ?? asked.whole),
    })),
    passes: asked.passes,
  };
}
