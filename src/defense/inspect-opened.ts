import type { DefenseContext } from './context.ts';
import { counted } from './counted.ts';
import { type Examination, examine, type Known } from './examine.ts';
import { type Inquiry, inquiryOf } from './inquiry.ts';
import type { Opened } from './opening.ts';
import type { Outcome } from './outcome.ts';
import { purify } from './purify.ts';
import type { Ask } from './replies.ts';
import { functionsIn, isBesideItself } from './subject.ts';
import type { Yardstick } from './yardstick.ts';

/**
 * The verdict on each function of an opened subject that is to be inspected in it, in order, with its purification. What the
 * victim answered so far and the purification count with the passes of the first of them.
 */
export async function inspectOpened(
  { subject, inspected, ownCopies, plain, passes: asked }: Opened,
  ask: Ask,
  context: DefenseContext,
  yardstick: Yardstick,
  known: Omit<Known, 'isOwnCopy'> = {},
): Promise<readonly Outcome[]> {
  const first = inspected[0] ?? 0;
  const passes = [0, 0];
  passes[first] = asked;
  const counting = (which: 0 | 1) =>
    counted(ask, (more) => {
      passes[which] = (passes[which] ?? 0) + more;
    });
  const examined: (Partial<Examination> & Pick<Examination, 'chain'> & { readonly inquiry: Inquiry })[] = [];
  for (const which of functionsIn(subject)) {
    const inquiry = inquiryOf(subject, which, plain, counting(which), context.options.probe);
    const looked = inspected.includes(which)
      ? await examine(inquiry, plain, context, yardstick, { ...known, isOwnCopy: ownCopies.includes(which) })
      : { chain: [] };
    examined.push({ inquiry, ...looked });
  }
  const purifications = await purify(examined, isBesideItself(subject), plain, counting(first), context);
  return examined.flatMap(({ outcome }, which) => {
    if (outcome === undefined) return [];
    const purification = purifications[which];
    return {
      ...outcome,
      ...(isBesideItself(subject) && { besideItself: true as const }),
      ...(purification === undefined ? {} : { purification }),
      passes: passes[which] ?? 0,
    };
  });
}
