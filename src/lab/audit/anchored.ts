import { FILLER, type Guess, isPlain, partsIn, withSlot, wordsOf } from './form.ts';
import { type Scored, scored } from './scored.ts';
import type { Search } from './search.ts';

/** A part stays where the loss rises by more than this without it: the paper's β, in nats. */
const BETA = 0.15;

/**
 * A trigger without the parts that do not matter. One is dropped at a time, the least needed first, so that of two parts of
 * which either does, one stays. (The published code drops all at once that it could do without one by one.)
 */
export async function anchored(found: Scored, search: Omit<Search, 'signal'>): Promise<Scored> {
  let now = found;
  for (;;) {
    const shorter = shorterThan(now.guess).filter((guess) =>
      wordsOf(guess).every((word) => search.rules.isWord(word)),
    );
    const [best] = await scored(shorter, search.samples, search);
    if (best === undefined || best.loss > found.loss + BETA) return now;
    now = best;
  }
}

/** All that have one part less. A word of several may go as a whole; something stays. */
function shorterThan(guess: Guess): readonly Guess[] {
  return guess.slots
    .flatMap((parts, slot) => {
      if (parts.length > 1) return parts.map((_, at) => withSlot(guess, slot, parts.toSpliced(at, 1)));
      return isPlain(parts) ? [] : [withSlot(guess, slot, [FILLER])];
    })
    .filter((shorter) => partsIn(shorter) > 0);
}
