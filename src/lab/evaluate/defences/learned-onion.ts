import type { Grammar } from '../../../code/grammar.ts';
import type { InputDefence } from '../../baseline/defence.ts';
import { trainNgramModel } from '../../baseline/ngram/ngram-model.ts';
import { codeWords } from '../../baseline/onion/code-words.ts';
import { ngramTextModel } from '../../baseline/onion/ngram-text-model.ts';
import { barAt, onion } from '../../baseline/onion/onion.ts';
import type { TextModel } from '../../baseline/onion/text-model.ts';
import type { TestRow } from '../rows/test-row.ts';

/** Functions to learn from, and to find the bar on, at most. */
export const LEARNED = { learn: 4_000, valid: 500 } as const;
/** Of the n-gram model, as KillBadCode's. */
export const ORDER = 4;
/** As many words as BNC's fixed trigger has: the length that suits an attack that is known. */
const SPAN = 14;

export function learnedModel(rows: readonly TestRow[], grammar: Grammar): TextModel {
  const texts = textsOf(rows, LEARNED.learn);
  const words = texts.map((text) => codeWords(grammar, text).map((word) => word.text));
  return ngramTextModel(trainNgramModel(words, ORDER), (word) => [word]);
}

/** ONION by words, with the bar that so many of the clean functions of the valid rows reach. */
export async function onionByWords(
  model: TextModel,
  valid: readonly TestRow[],
  { grammar, falseAlarmRate }: { readonly grammar: Grammar; readonly falseAlarmRate: number },
): Promise<InputDefence> {
  const settings = { model, grammar, span: 1 };
  const scores: number[] = [];
  const measuring = onion({ ...settings, bar: Number.POSITIVE_INFINITY });
  for await (const judged of measuring.judge(textsOf(valid, LEARNED.valid))) {
    for (const { score } of judged) if (score !== undefined) scores.push(score);
  }
  return onion({ ...settings, bar: barAt(falseAlarmRate, scores) });
}

/** ONION by spans as its authors run it: the most suspicious span always goes. */
export function onionBySpans(model: TextModel, grammar: Grammar): InputDefence {
  return onion({ model, grammar, span: SPAN, bar: Number.NEGATIVE_INFINITY });
}

/** Different functions, the first of the rows. */
export function textsOf(rows: readonly TestRow[], most: number): readonly string[] {
  return Array.from(new Set(rows.flatMap(({ subject }) => subject))).slice(0, most);
}
