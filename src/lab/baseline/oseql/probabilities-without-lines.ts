import type { Range } from '../../../code/edit.ts';
import type { Pair } from '../../../defense/over-subjects.ts';
import type { Classifier, ClassifierInput } from '../../../model/victim.ts';
import { linesOf } from './lines-of.ts';

/** A line of a function of the subject, and what the victim says without it. */
export interface LineProbability {
  /** Which function. */
  readonly which: number;
  readonly line: Range;
  /** That it is not as the attacker wants. To four digits, as the authors' logs keep it, by which values become equal. */
  readonly probability: number;
}

export interface LineProbabilities {
  /** The victim gives the subject the label that an attacker wants. Else no line was asked about. */
  readonly isGoal: boolean;
  /** In order of function and position. */
  readonly lines: readonly LineProbability[];
  readonly passes: number;
}

/** Asks the victim about the subject and, one after the other, about it without each of its lines. */
export async function probabilitiesWithoutLines(
  texts: string | Pair,
  victim: Classifier,
  signal?: AbortSignal,
): Promise<LineProbabilities> {
  const { labels, goalLabel } = victim.card;
  const goal = Math.max(0, labels.indexOf(goalLabel ?? ''));
  const functions: readonly string[] = [texts].flat();
  const [whole] = await victim.classify([input(functions)], signal);
  const isGoal = whole?.probabilities.indexOf(Math.max(...whole.probabilities)) === goal;
  if (!isGoal) return { isGoal, lines: [], passes: 1 };
  const parts = functions.flatMap((text, which) => linesOf(text).map((line) => ({ which, line })));
  const without = parts.map(({ which, line: [from, to] }) =>
    input(functions.map((text, at) => (at === which ? text.slice(0, from) + text.slice(to) : text))),
  );
  const answers = await victim.classify(without, signal);
  const lines = parts.map((part, at) => {
    const probability = 1 - (answers[at]?.probabilities[goal] ?? 1);
    return { ...part, probability: Math.round(probability * 10_000) / 10_000 };
  });
  return { isGoal, lines, passes: 1 + without.length };

  /** A single function goes to a victim of pairs with itself as it is. */
  function input([code = '', other = functions[0] ?? '']: readonly string[]): ClassifierInput {
    return victim.card.task === 'pair' ? { code: [code], other: [other] } : { code: [code] };
  }
}
