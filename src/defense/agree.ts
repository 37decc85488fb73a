import type { DefenseContext } from './context.ts';
import { counted } from './counted.ts';
import { inquiryOf, plainInput } from './inquiry.ts';
import type { Poisoned } from './outcome.ts';
import { purify } from './purify.ts';
import type { Ask } from './replies.ts';
import { predictionOf } from './reply.ts';
import type { Subject } from './subject.ts';
import { withPurified } from './with-purified.ts';

/**
 * The two poisoned functions of a pair, each of which was purified by itself. Where the victim's answer on the pair stays
 * though both replacements are taken, replacements are looked for that undo it together.
 */
export async function agree(
  pair: Subject,
  [first, second]: readonly [Poisoned, Poisoned],
  ask: Ask,
  context: DefenseContext,
): Promise<readonly [Poisoned, Poisoned]> {
  const beside = withPurified(pair, 0, first.purification, context);
  const both = beside && withPurified(beside, 1, second.purification, context);
  if (both === undefined) return [first, second];
  let { passes } = first;
  const counting = counted(ask, (more) => {
    passes += more;
  });
  const [reply] = await counting([{ input: plainInput(both) }]);
  if (reply === undefined || predictionOf(context.victim, reply).label !== first.prediction.label) {
    return [{ ...first, passes }, second];
  }
  const examined = ([0, 1] as const).map((which) => ({
    inquiry: inquiryOf(pair, which, reply, counting, context.options.probe),
    chain: [which === 0 ? first.trigger : second.trigger],
  }));
  const [one, two] = await purify(examined, false, reply, counting, context);
  return [
    { ...first, ...(one?.undone && { purification: one }), passes },
    { ...second, ...(two?.undone && { purification: two }) },
  ];
}
