import type { DefenseContext } from './context.ts';
import { plainInput } from './inquiry.ts';
import { isPassedOver } from './is-passed-over.ts';
import type { Prediction, SkipReason } from './outcome.ts';
import { reachesFurther } from './reaches-further.ts';
import type { Ask } from './replies.ts';
import { predictionOf, type Reply } from './reply.ts';
import { isBesideItself, type Subject } from './subject.ts';

/** A subject whose functions are to be inspected, with the victim's plain answer. */
export interface Opened {
  readonly subject: Subject;
  readonly plain: Reply;
  /** How many inputs the victim answered so far. */
  readonly passes: number;
}

/** A subject none of whose functions is to be inspected. */
export interface PassedOver {
  readonly subject: Subject;
  readonly reason: Exclude<SkipReason, 'parse failed' | 'not calibrated' | 'too few elements'>;
  readonly prediction?: Prediction;
  readonly passes: number;
}

/**
 * The plain answer, and whether it is worth a closer look. Together the results hold each function of the subject once,
 * in order.
 *
 * Beyond the paper: where the victim does not even call one of the two functions of a pair the same as itself, its answer
 * on the pair says nothing, and both are inspected beside themselves. There an element is taken out of both copies at
 * once, also where the two functions of the pair carry different triggers, either of which would keep the answer.
 */
export async function opening(
  subject: Subject,
  ask: Ask,
  context: DefenseContext,
): Promise<readonly (Opened | PassedOver)[]> {
  const [plain] = await ask([{ input: plainInput(subject) }]);
  if (plain === undefined) return [];
  const opened = await closerLook(subject, plain, 1, ask, context);
  const [first, second] = subject;
  const { goalLabel, sameLabel } = context.victim.card;
  if ('reason' in opened || second === undefined || isBesideItself(subject) || goalLabel === sameLabel) {
    return [opened];
  }
  const alone: readonly Subject[] = [
    [first, first],
    [second, second],
  ];
  const answers = await ask(alone.map((each) => ({ input: plainInput(each) })));
  const same = answers.every((answer) => predictionOf(context.victim, answer).label === sameLabel);
  if (same) return [{ ...opened, passes: 1 + answers.length }];
  return Promise.all(
    answers.map((answer, which) =>
      closerLook(alone[which] ?? subject, answer, which === 0 ? 2 : 1, ask, context),
    ),
  );
}

async function closerLook(
  subject: Subject,
  plain: Reply,
  passes: number,
  ask: Ask,
  { victim, options }: DefenseContext,
): Promise<Opened | PassedOver> {
  if (await reachesFurther(subject, plain, ask)) return { subject, reason: 'too large', passes };
  const prediction = predictionOf(victim, plain);
  if (isPassedOver(victim, options, prediction)) {
    return { subject, reason: 'not the goal label', prediction, passes };
  }
  const { sameLabel } = victim.card;
  if (options.inspect === 'goal-label' && isBesideItself(subject) && prediction.label === sameLabel) {
    return { subject, reason: 'nothing to compare with', prediction, passes };
  }
  return { subject, plain, passes };
}
