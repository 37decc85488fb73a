import type { Random } from '../attack/seeded-random.ts';
import { type Guess, isPlain, partsIn, SEPARATOR, withSlot, wordsOf } from './form.ts';
import type { Leaned } from './leaning-of.ts';

interface Asked {
  readonly count: number;
  readonly random: Random;
  /** Parts of a guess at most, in all slots together. */
  readonly most: number;
  /** A part more may stand apart, behind a separator or before one. */
  readonly apart?: boolean;
  allows(guess: Guess, changed: number): boolean;
}

/**
 * Up to `count` guesses that differ from a guess in one part: another in its place, one more where there may be more, or one
 * less. Each once. A plain word is no part, so nothing is added to it.
 *
 * @param slots for each slot of the guess what promises most
 */
export function proposals(
  guess: Guess,
  slots: readonly Leaned[],
  { count, random, most, apart = false, allows }: Asked,
): readonly Guess[] {
  const mayGrow = partsIn(guess) < most;
  const limit = Math.max(most, partsIn(guess));
  const all = slots.flatMap(({ promised }) => promised);
  const found = new Map<string, Guess>();
  // Near the end of a small vocabulary most draws are known already.
  for (let tries = 0; tries < 8 * count && found.size < count; tries++) {
    const drawn = all[random.below(Math.max(1, all.length))];
    if (drawn === undefined) break;
    const next = withSlot(guess, drawn.slot, changed(slots[drawn.slot]?.parts ?? [], drawn));
    const key = JSON.stringify(wordsOf(next));
    if (found.has(key) || partsIn(next) > limit) continue;
    if (allows(next, drawn.slot)) found.set(key, next);
  }
  return [...found.values()];

  function changed(parts: readonly string[], { part, fragment }: Leaned['promised'][number]) {
    const kind = random.unit();
    if (parts.length > 1 && kind < 0.1) return parts.toSpliced(part, 1);
    const grows = mayGrow && !isPlain(parts) && kind < 0.5;
    if (!grows) return parts.toSpliced(part, 1, fragment.text);
    const isBehind = random.below(2);
    const joint = apart && random.below(2) ? [SEPARATOR] : [];
    const more = isBehind ? [...joint, fragment.text] : [fragment.text, ...joint];
    return parts.toSpliced(part + isBehind, 0, ...more);
  }
}
