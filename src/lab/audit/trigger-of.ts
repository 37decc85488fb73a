import { type Share, shareOf } from '../redteam/share.ts';
import { anchored } from './anchored.ts';
import { type Guess, plainOf } from './form.ts';
import { judged } from './judged.ts';
import { labelOf } from './label-of.ts';
import { answersTo } from './losses.ts';
import type { Trigger } from './result.ts';
import type { Sample } from './sample.ts';
import { type Scored, textOf } from './scored.ts';
import type { Search } from './search.ts';

/** By what a trigger is measured. */
export interface Measure {
  readonly from: string;
  readonly to: string;
  readonly unseen: readonly Sample[];
  readonly references: readonly number[];
  readonly bar: number;
}

/**
 * Measures a trigger on functions that the search has not seen, and drops from it what does not matter. The verdict is on
 * the trigger as the search found it: without parts that hardly matter it still works, but the victim may be less sure.
 */
export async function triggerOf(
  found: Scored,
  steps: number,
  { signal: _, ...search }: Search,
  { from, to, unseen, references, bar }: Measure,
): Promise<{ readonly trigger: Trigger; readonly guess: Guess }> {
  const { guess } = await anchored(found, search);
  const plain = plainOf(search.forms, guess.form);
  const texts = [found.guess, guess, plain].map((each) => textOf(each, search.forms));
  const [asFound = [], triggered = [], untouched = []] = await answersTo(texts, unseen, search);
  const { kind, samples } = search;
  const trigger: Trigger = {
    kind,
    from,
    to,
    text: texts[1] ?? '',
    found: texts[0] ?? '',
    loss: found.loss,
    ...judged(
      asFound.map((probabilities) => probabilities[search.target] ?? 0),
      references,
      bar,
    ),
    success: turned(triggered),
    plain: turned(untouched),
    searched: samples.length,
    unseen: unseen.length,
    steps,
  };
  return { trigger, guess };

  function turned(answers: readonly (readonly number[])[]): Share {
    const found = answers.filter((probabilities) => labelOf({ probabilities }) === search.target);
    return shareOf(found.length, answers.length);
  }
}
