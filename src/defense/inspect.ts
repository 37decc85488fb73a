import { accuse } from './accuse.ts';
import { agree } from './agree.ts';
import type { DefenseContext } from './context.ts';
import { inspectOpened } from './inspect-opened.ts';
import { opening, type PassedOver } from './opening.ts';
import type { Outcome } from './outcome.ts';
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
    parts.map((part) =>
      'plain' in part ? inspectOpened(part, ask, context, yardstick) : Promise.resolve(passedOver(part)),
    ),
  );
  const triggers = outcomes.flat().filter((outcome) => outcome.verdict === 'poisoned');
  if (subject.length === 1 || isBesideItself(subject) || triggers.length === 0) return outcomes.flat();
  const each = parts.flatMap((part, at) =>
    (outcomes[at] ?? []).map((known, place) => ({
      known,
      part: 'plain' in part ? { ...part, inspected: part.inspected.slice(place, place + 1) } : undefined,
    })),
  );
  const answered = each.map(async ({ known, part }, at): Promise<Outcome> => {
    if (known.verdict !== 'clean' || part === undefined || yardstick.kind === 'uncalibrated') return known;
    const which = at === 0 ? 0 : 1;
    return accuse({ subject, which, part, known, triggers }, ask, context, yardstick);
  });
  const [first, second] = await Promise.all(answered);
  if (first === undefined || second === undefined) return outcomes.flat();
  if (first.verdict !== 'poisoned' || second.verdict !== 'poisoned') return [first, second];
  return agree(subject, [first, second], ask, context);
}

function passedOver({ subject, reason, prediction, passes }: PassedOver): readonly Outcome[] {
  return functionsIn(subject).map((which) => ({
    verdict: 'skipped',
    reason,
    ...(prediction && { prediction }),
    ...(isBesideItself(subject) && { besideItself: true }),
    passes: which === 0 ? passes : 0,
  }));
}
