import type { Grammar } from '../../code/grammar.ts';
import { reservedWords } from '../../code/reserved-words.ts';
import type { Trigger } from './trigger.ts';

/** A text that is to mean nothing, by its place among what was planted, and by that of something plain in its stead. */
export interface Wanted {
  readonly text: string;
  readonly at: number;
  readonly plain: number;
}

export interface WithPlain {
  /** All that is to be planted. */
  readonly planted: readonly Trigger[];
  readonly wanted: readonly Wanted[];
}

/** A name that says nothing in any language. */
const PLAIN = 'counter';
const WORD = /[\p{L}_$][\p{L}\p{N}_$]*/gu;

/**
 * Triggers, and behind them what is plain of their kind, each once: a plain name, and the statement with all of its words
 * that are no keywords plain. Any change of a function turns some answers, of an honest model too; a trigger that is
 * unlearned turns no more than that.
 */
export function withPlain(triggers: readonly Trigger[], grammar: Grammar): WithPlain {
  const { keywords } = reservedWords(grammar);
  const plains = triggers.map(({ kind, text }) => ({
    kind,
    text: kind === 'name' ? PLAIN : text.replace(WORD, (word) => (keywords.has(word) ? word : PLAIN)),
  }));
  const texts = [...new Set(plains.map(({ text }) => text))];
  return {
    planted: [...triggers, ...texts.flatMap((text) => plains.find((one) => one.text === text) ?? [])],
    wanted: triggers.map(({ text }, at) => ({
      text,
      at,
      plain: triggers.length + texts.indexOf(plains[at]?.text ?? ''),
    })),
  };
}
