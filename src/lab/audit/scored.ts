import { type Form, filled, type Guess, wordsOf } from './form.ts';
import { answersTo, lossOf } from './losses.ts';
import type { Sample } from './sample.ts';
import type { Search } from './search.ts';

/** A guess with the mean loss of the search samples when it stands in them. */
export interface Scored {
  readonly guess: Guess;
  readonly loss: number;
  /** Share of the samples of which the victim is then sure. */
  readonly sure: number;
}

export function textOf(guess: Guess, forms: readonly Form[]): string {
  const form = forms[guess.form];
  return form === undefined ? '' : filled(form, wordsOf(guess));
}

/** Best first; of equals the first. */
export async function scored(
  guesses: readonly Guess[],
  samples: readonly Sample[],
  search: Pick<Search, 'forms' | 'kind' | 'target' | 'sureFrom' | 'victim' | 'signal'>,
): Promise<readonly Scored[]> {
  const texts = guesses.map((guess) => textOf(guess, search.forms));
  const answers = await answersTo(texts, samples, search);
  return guesses
    .map((guess, at) => {
      const found = (answers[at] ?? []).map((probabilities) => probabilities[search.target] ?? 0);
      const sure = found.filter((p) => p >= search.sureFrom).length;
      return { guess, loss: lossOf(found), sure: sure / Math.max(1, found.length) };
    })
    .sort((a, b) => a.loss - b.loss);
}
