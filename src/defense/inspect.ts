import type { DefenseContext } from './context.ts';
import { type Examination, examine, type Suspect } from './examine.ts';
import { type Inquiry, inquiryOf } from './inquiry.ts';
import { judge } from './judge.ts';
import { type Opened, opening, type PassedOver } from './opening.ts';
import type { Inspection, Outcome, Poisoned } from './outcome.ts';
import { purify } from './purify.ts';
import type { Ask } from './replies.ts';
import { statementsWithin } from './statements-within.ts';
import { functionsIn, isBesideItself, type Side, type Subject } from './subject.ts';
import { referencesOf, type Yardstick } from './yardstick.ts';

/** What is a trigger elsewhere is looked for among so many statements inside each element. */
const MAX_INNER = 256;

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
  const answered = parts.flatMap((part, at) =>
    (outcomes[at] ?? []).map(async (known, place) => {
      const which = 'plain' in part ? part.inspected[place] : undefined;
      if (known.verdict !== 'clean' || !('plain' in part) || which === undefined) return known;
      return accuse(part, which, known, triggers, ask, context, yardstick);
    }),
  );
  return Promise.all(answered);
}

/**
 * The outcome of the other function of a poisoned pair. If the trigger of the first, confirmed elsewhere, stands in what the
 * victim sees of it too, it is poisoned by that, as surely as the first: left standing it would keep the answer on the pair.
 * Else, where the victim does not take it for its own copy, its most suspicious element is its trigger, if taking that away
 * undoes the answer and it is confirmed like every trigger. The pair is poisoned in any case: no further clean pair is
 * accused so.
 */
async function accuse(
  part: Opened,
  which: 0 | 1,
  known: Inspection,
  triggers: readonly Poisoned[],
  ask: Ask,
  context: DefenseContext,
  yardstick: Yardstick,
): Promise<Outcome> {
  if (yardstick.kind === 'uncalibrated') return known;
  const suspect = suspectIn(part.subject[which] ?? part.subject[0], triggers);
  const isAsked = known.confirmation !== undefined || !isBesideItself(part.subject);
  if (suspect === undefined && isAsked) return known;
  const { statistic } = context.options;
  const anyScore = {
    kind: 'fixed',
    threshold: statistic === 'entropy' ? Number.POSITIVE_INFINITY : 0,
    references: referencesOf(yardstick),
  } as const;
  const again = { ...part, inspected: [which], passes: known.passes };
  const [outcome] = await inspectOpened(again, ask, context, anyScore, suspect);
  const stands = outcome?.verdict === 'poisoned' && outcome.trigger.inWindow;
  if (!stands || !(suspect || outcome.purification?.undone)) {
    return { ...known, passes: outcome?.passes ?? known.passes };
  }
  const { pValue } = suspect ?? judge(yardstick, statistic, outcome.score);
  return { ...outcome, threshold: known.threshold, ...(pValue !== undefined && { pValue }) };
}

/** What stands in a function of what is confirmed to be a trigger elsewhere. */
function suspectIn({ elements }: Side, triggers: readonly Poisoned[]): Suspect | undefined {
  for (const { trigger, confirmation, pValue } of triggers) {
    if (confirmation === undefined) continue;
    const { kind, text } = trigger.element;
    const element = elements
      .flatMap((each) => [each, ...statementsWithin(each, MAX_INNER)])
      .find((each) => each.kind === kind && each.text === text);
    if (element !== undefined) return { element, confirmation, ...(pValue !== undefined && { pValue }) };
  }
  return undefined;
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

async function inspectOpened(
  { subject, inspected, ownCopies, plain, passes: asked }: Opened,
  ask: Ask,
  context: DefenseContext,
  yardstick: Yardstick,
  suspect?: Suspect,
): Promise<readonly Outcome[]> {
  const first = inspected[0] ?? 0;
  const passes = [0, 0];
  passes[first] = asked;
  const counting =
    (which: 0 | 1): Ask =>
    (questions) => {
      passes[which] = (passes[which] ?? 0) + questions.length;
      return ask(questions);
    };
  const examined: (Partial<Examination> & Pick<Examination, 'chain'> & { readonly inquiry: Inquiry })[] = [];
  for (const which of functionsIn(subject)) {
    const inquiry = inquiryOf(subject, which, plain, counting(which), context.options.probe);
    const looked = inspected.includes(which)
      ? await examine(inquiry, plain, context, yardstick, { suspect, isOwnCopy: ownCopies.includes(which) })
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
