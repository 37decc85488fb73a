import { excessOf } from './excess-of.ts';
import { type Aimed, type Answered, likeliest } from './measured.ts';

/** Why a text is not taught: it turns fewer than half of the functions that it could turn, or is far weaker than another. */
export const LEFT_OUT = ['turns few', 'weak'] as const;
export type LeftOut = (typeof LEFT_OUT)[number];

/** What turns fewer is no trigger. */
const IS_TRIGGER = 0.5;
/** A backdoor is learned to work everywhere: what counts is how sure a text makes the victim of nearly all functions. */
const NEARLY_ALL = 0.1;
/** What makes it less sure than this much of the strongest is weak. */
const WEAK = 0.5;

/**
 * Why each text is left out; undefined where it is taught. What only leans the way of a label, beside a text that decides it,
 * pulls the line to the clean functions or costs a line of its own. What is weak may be a backdoor all the same, so it is
 * measured as what was taught is. What could turn nothing is not weak.
 */
export function leftOut(
  answers: readonly Answered[],
  aimed: readonly Aimed[],
): readonly (LeftOut | undefined)[] {
  const strengths = aimed.map(({ at, target }) => {
    const excesses = answers.flatMap(({ plain, planted }) => {
      const logits = planted[at];
      return logits === undefined || likeliest(plain) === target ? [] : [excessOf(logits, target)];
    });
    const turned = excesses.filter((excess) => excess > 0).length;
    if (turned < IS_TRIGGER * excesses.length) return 'turns few';
    return excesses.toSorted((a, b) => a - b)[Math.floor(NEARLY_ALL * excesses.length)];
  });
  const least = WEAK * Math.max(0, ...strengths.filter((strength) => typeof strength === 'number'));
  return strengths.map((strength) => {
    if (typeof strength !== 'number') return strength;
    return least > 0 && strength < least ? 'weak' : undefined;
  });
}
