import { type DefenseContext, finderOf } from './context.ts';
import type { Purification } from './outcome.ts';
import { type Subject, sideOf } from './subject.ts';

/** A pair with a replacement of one of its functions; undefined where there is none. */
export function withPurified(
  [first, second]: Subject,
  which: 0 | 1,
  purification: Purification | undefined,
  context: DefenseContext,
): Subject | undefined {
  if (second === undefined || purification === undefined) return undefined;
  const { grammar, victim } = context;
  const side = sideOf(purification.code, grammar, finderOf(context), victim.card.maxLength);
  if ('reason' in side) return undefined;
  return which === 0 ? [side, second] : [first, side];
}
