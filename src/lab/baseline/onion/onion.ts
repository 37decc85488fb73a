import { applyEdits } from '../../../code/apply-edits.ts';
import type { Grammar } from '../../../code/grammar.ts';
import type { InputDefence, Judged } from '../defence.ts';
import { type SuspiciousRun, suspicionsOf } from './suspicions.ts';
import type { TextModel } from './text-model.ts';

export interface OnionSettings {
  readonly model: TextModel;
  /** Of the language of the functions. */
  readonly grammar: Grammar;
  /** 1: every word of which the suspicion reaches the bar goes. More: the most suspicious run of so many words, if it does. */
  readonly span: number;
  /** The authors of the variant with spans set none: `-Infinity`. */
  readonly bar: number;
}

/** ONION: takes out the words without which a function reads more naturally. It needs no victim. */
export function onion({ model, grammar, span, bar }: OnionSettings): InputDefence {
  async function judge(text: string): Promise<Judged> {
    const { runs, passes } = await suspicionsOf(text, grammar, model, span);
    const top = topOf(runs);
    const reached = span === 1 ? runs : top === undefined ? [] : [top];
    const named = reached.filter(({ suspicion }) => suspicion >= bar).map(({ range }) => range);
    return {
      verdict: named.length > 0 ? 'poisoned' : 'clean',
      ...(top === undefined ? {} : { score: top.suspicion }),
      named,
      purified: applyEdits(
        text,
        named.map(([from, to]) => ({ from, to, text: '' })),
      ),
      passes,
    };
  }
  return {
    name: span === 1 ? 'onion' : `onion of ${span} words`,
    async *judge(subjects) {
      for await (const texts of subjects) yield Promise.all([texts].flat().map(judge));
    },
  };
}

/** The first of the most suspicious. */
function topOf(runs: readonly SuspiciousRun[]): SuspiciousRun | undefined {
  let top = runs[0];
  for (const run of runs) if (top !== undefined && run.suspicion > top.suspicion) top = run;
  return top;
}

/**
 * The lowest bar that at most this share of clean functions reaches, to be found on a valid split.
 * @param scores of clean functions, as judged with any bar
 */
export function barAt(share: number, scores: readonly number[]): number {
  const sorted = scores.toSorted((a, b) => b - a);
  const allowed = Math.floor(share * sorted.length);
  const first = sorted[allowed];
  return first === undefined
    ? Number.NEGATIVE_INFINITY
    : first + Number.EPSILON * Math.max(1, Math.abs(first));
}
