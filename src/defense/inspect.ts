import type { DefenseContext } from './context.ts';
import { type Examination, examine } from './examine.ts';
import { type Inquiry, inquiryOf, plainInput } from './inquiry.ts';
import { isPassedOver } from './is-passed-over.ts';
import type { Outcome } from './outcome.ts';
import { purify } from './purify.ts';
import { reachesFurther } from './reaches-further.ts';
import type { Ask } from './replies.ts';
import { predictionOf } from './reply.ts';
import type { Subject } from './subject.ts';
import type { Yardstick } from './yardstick.ts';

/**
 * The whole method on one subject: the goal-label rule, the cheap stages, every element, the verdict, the trigger and
 * its purification. One outcome for each function of the subject. The plain answer and the purification of a pair are
 * counted with the passes of its first function.
 */
export async function inspect(
  subject: Subject,
  ask: Ask,
  context: DefenseContext,
  yardstick: Yardstick,
): Promise<readonly Outcome[]> {
  const { victim, options } = context;
  const [plain] = await ask([{ input: plainInput(subject) }]);
  if (plain === undefined) return [];
  if (await reachesFurther(subject, plain, ask)) {
    return subject.map((_, which) => ({ verdict: 'skipped', reason: 'too large', passes: 1 - which }));
  }
  const prediction = predictionOf(victim, plain);
  if (isPassedOver(victim, options, prediction)) {
    return subject.map((_, which) => ({
      verdict: 'skipped',
      reason: 'not the goal label',
      prediction,
      passes: 1 - which,
    }));
  }

  const passes = [1, 0];
  const counting =
    (which: 0 | 1): Ask =>
    (questions) => {
      passes[which] = (passes[which] ?? 0) + questions.length;
      return ask(questions);
    };
  const examined: (Examination & { readonly inquiry: Inquiry })[] = [];
  for (const which of [0, 1] as const) {
    const inquiry = inquiryOf(subject, which, plain, counting(which), options.probe);
    if (inquiry !== undefined) {
      examined.push({ inquiry, ...(await examine(inquiry, plain, context, yardstick)) });
    }
  }
  const purifications = await purify(examined, plain, counting(0), context);
  return examined.map(({ outcome }, which) => {
    const purification = purifications[which];
    return {
      ...outcome,
      ...(purification === undefined ? {} : { purification }),
      passes: passes[which] ?? 0,
    };
  });
}
