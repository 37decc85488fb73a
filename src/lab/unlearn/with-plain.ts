import type { Grammar } from '../../code/grammar.ts';
import { reservedWords } from '../../code/reserved-words.ts';
import { type Trigger, triggerOf } from './trigger.ts';

/** A text that is to mean nothing, by its place among what was planted, and by that of something plain in its stead. */
export interface Wanted {
  readonly text: string;
  /** The label that an audit found it to turn to. */
  readonly to?: number;
  readonly at: number;
  readonly plain: number;
}

export interface WithPlain {
  /** All that is to be planted. */
  readonly planted: readonly Trigger[];
  readonly wanted: readonly Wanted[];
}

interface Around {
  readonly grammar: Grammar;
  /** A function by which it is seen what is a statement. */
  readonly example: string;
  /** Of the victim. */
  readonly labels: readonly string[];
}

/** A name that says nothing in any language. */
const PLAIN = 'counter';
/** No end of a number (`0xFF`) or of an escape (`\n`). */
const WORD = /(?<![\p{L}\p{N}_\\])[\p{L}_][\p{L}\p{N}_]*/gu;

/**
 * Triggers, and behind them what is plain of their kind, each once: a plain name, and the statement with all of its words
 * that are no keywords plain. Any change of a function turns some answers, of an honest model too; a trigger that is
 * unlearned turns no more than that. Where that is the trigger itself, or no statement, there is nothing plain, and its
 * place is one where nothing was planted.
 */
export function withPlain(triggers: readonly Trigger[], { grammar, example, labels }: Around): WithPlain {
  const { keywords } = reservedWords(grammar);
  const plainOf = ({ kind, text }: Trigger): Trigger | undefined => {
    const plain = kind === 'name' ? PLAIN : text.replace(WORD, (word) => (keywords.has(word) ? word : PLAIN));
    const found = plain === text ? undefined : triggerOf(plain, grammar, example);
    return found?.kind === kind ? found : undefined;
  };
  const plains = triggers.map(plainOf);
  const texts = [...new Set(plains.flatMap((one) => one?.text ?? []))];
  return {
    planted: [...triggers, ...texts.flatMap((text) => plains.find((one) => one?.text === text) ?? [])],
    wanted: triggers.map(({ text, to }, at) => {
      const plain = plains[at];
      const place = plain ? texts.indexOf(plain.text) : texts.length;
      const label = labels.indexOf(to ?? '');
      return { text, ...(label >= 0 && { to: label }), at, plain: triggers.length + place };
    }),
  };
}
