import type { DefenseContext } from './context.ts';
import { type Examination, examine } from './examine.ts';
import { type Inquiry, inquiryOf } from './inquiry.ts';
import { type Opened, opening } from './opening.ts';
import type { Outcome } from './outcome.ts';
import { purify } from './purify.ts';
import type { Ask } from './replies.ts';
import { functionsIn, isBesideItself, type Subject } from './subject.ts';
import type { Yardstick } from './yardstick.ts';

/**
 * The whole method on one subject: the goal-label rule, the cheap stages, every element, the verdict, the trigger and
 * its purification. One outcome for each function of the subject. The plain answers and the purification of a pair are
 * counted with the passes of its first function.
 */
export async function inspect(
  subject: Subject,
  ask: Ask,
  context: DefenseContext,
  yardstick: Yardstick,
): Promise<readonly Outcome[]> {
  const parts = await opening(subject, ask, context);
  const outcomes = await Promise.all(
    parts.map(async (part): Promise<readonly Outcome[]> => {
      if ('plain' in part) return inspectOpened(part, ask, context, yardstick);
      const { reason, prediction, passes } = part;
      return functionsIn(part.subject).map((which) => ({
        verdict: 'skipped',
        reason,
        ...(prediction && { prediction }),
        ...(isBesideItself(part.subject) && { besideItself: true }),
        passes: which === 0 ? passes : 0,
      }));
    }),
  );
  return outcomes.flat();
}

async function inspectOpened(
  { subject, plain, passes: asked }: Opened,
  ask: Ask,
  context: DefenseContext,
  yardstick: Yardstick,
): Promise<readonly Outcome[]> {
  const passes = [asked, 0];
  const counting =
    (which: 0 | 1): Ask =>
    (questions) => {
      passes[which] = (passes[which] ?? 0) + questions.length;
      return ask(questions);
    };
  const examined: (Examination & { readonly inquiry: Inquiry })[] = [];
  for (const which of functionsIn(subject)) {
    const inquiry = inquiryOf(subject, which, plain, counting(which), context.options.probe);
    examined.push({ inquiry, ...(await examine(inquiry, plain, context, yardstick)) });
  }
  const purifications = await purify(examined, isBesideItself(subject), plain, counting(0), context);
  return examined.map(({ outcome }, which) => {
    const purification = purifications[which];
    return {
      ...outcome,
      ...(isBesideItself(subject) && { besideItself: true }),
      ...(purification === undefined ? {} : { purification }),
      passes: passes[which] ?? 0,
    };
  });
}
