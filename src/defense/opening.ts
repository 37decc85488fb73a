import type { DefenseContext } from './context.ts';
import { counted } from './counted.ts';
import { plainInput } from './inquiry.ts';
import { isPassedOver } from './is-passed-over.ts';
import type { Prediction, SkipReason } from './outcome.ts';
import { reachesFurther } from './reaches-further.ts';
import type { Ask } from './replies.ts';
import { predictionOf, type Reply } from './reply.ts';
import { functionsIn, isBesideItself, type Subject } from './subject.ts';

/** A subject with functions that are to be inspected, with the victim's plain answer. */
export interface Opened {
  readonly subject: Subject;
  /** Those of the subject's functions that are to be inspected in it, in order. */
  readonly inspected: readonly (0 | 1)[];
  /** Those among them that the victim takes for their own copies. */
  readonly ownCopies: readonly (0 | 1)[];
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
 * Beyond the paper: a function that the victim does not even take for its own copy is inspected beside itself. There an
 * element is taken out of both copies at once, also where the two functions of the pair carry different triggers, either of
 * which would keep the answer. The others are inspected in the pair: a partner that is no copy of itself hides nothing.
 * Nor does one that is too large: then each function is asked about beside itself.
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
  const { sameLabel } = context.victim.card;
  if (second === undefined || isBesideItself(subject)) return [opened];
  const isSame = (reply: Reply) => predictionOf(context.victim, reply).label === sameLabel;
  if ('reason' in opened ? opened.reason !== 'too large' : isSame(plain)) return [opened];
  const alone: readonly Subject[] = [
    [first, first],
    [second, second],
  ];
  const answers = await ask(alone.map((each) => ({ input: plainInput(each) })));
  const parts = await Promise.all(
    answers.map(async (answer, at): Promise<Opened | PassedOver> => {
      const which = at === 0 ? 0 : 1;
      const asked = which === 0 ? opened.passes + 1 : 1;
      const looked = await closerLook(alone[which] ?? subject, answer, asked, ask, context);
      if ('reason' in opened) return looked;
      const { passes } = looked;
      if (isSame(answer)) return { ...opened, inspected: [which], ownCopies: [which], passes };
      return 'reason' in looked ? { ...opened, inspected: [which], passes } : looked;
    }),
  );
  return 'reason' in opened || parts.some((part) => isBesideItself(part.subject))
    ? parts
    : [
        {
          ...opened,
          ownCopies: parts.flatMap((part) => ('plain' in part ? part.ownCopies : [])),
          passes: parts.reduce((sum, part) => sum + part.passes, 0),
        },
      ];
}

async function closerLook(
  subject: Subject,
  plain: Reply,
  before: number,
  ask: Ask,
  { victim, options }: DefenseContext,
): Promise<Opened | PassedOver> {
  let passes = before;
  const counting = counted(ask, (more) => {
    passes += more;
  });
  if (await reachesFurther(subject, plain, counting)) return { subject, reason: 'too large', passes };
  const prediction = predictionOf(victim, plain);
  if (isPassedOver(victim, options, prediction)) {
    return { subject, reason: 'not the goal label', prediction, passes };
  }
  const { sameLabel } = victim.card;
  if (options.inspect === 'goal-label' && isBesideItself(subject) && prediction.label === sameLabel) {
    return { subject, reason: 'nothing to compare with', prediction, passes };
  }
  return { subject, inspected: functionsIn(subject), ownCopies: [], plain, passes };
}
