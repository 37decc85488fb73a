import type { DefenseContext } from './context.ts';
import { counted } from './counted.ts';
import { PARTNER_SHARE } from './defaults.ts';
import type { Suspect } from './examine.ts';
import { plainInput } from './inquiry.ts';
import { inspectOpened } from './inspect-opened.ts';
import { judge } from './judge.ts';
import type { Opened } from './opening.ts';
import type { Inspection, Outcome, Poisoned } from './outcome.ts';
import type { Ask } from './replies.ts';
import { predictionOf } from './reply.ts';
import { statementsWithin } from './statements-within.ts';
import { isBesideItself, type Side, type Subject } from './subject.ts';
import { withPurified } from './with-purified.ts';
import { referencesOf, type Yardstick } from './yardstick.ts';

/** What is a trigger elsewhere is looked for among so many statements inside each element. */
const MAX_INNER = 256;

/** The other function of a poisoned pair. */
export interface Other {
  /** The pair as it stands, and which of its functions this is. */
  readonly subject: Subject;
  readonly which: 0 | 1;
  /** In what it was inspected, alone, and what came of it. */
  readonly part: Opened;
  readonly known: Inspection;
  readonly triggers: readonly Poisoned[];
}

/**
 * The outcome of the other function of a poisoned pair. If the trigger of the first, confirmed elsewhere, stands in what the
 * victim sees of it too, it is poisoned by that, as surely as the first: left standing it would keep the answer on the pair.
 * Else its most suspicious element is its trigger, if taking that away undoes the answer, and if it turns a quarter of the
 * references: the answer beside itself, where the victim does not take it for its own copy, else the answer beside the
 * purified first. The pair is poisoned in any case: no further clean pair is accused so.
 */
export async function accuse(
  { subject, which, part, known, triggers }: Other,
  ask: Ask,
  context: DefenseContext,
  yardstick: Exclude<Yardstick, { kind: 'uncalibrated' }>,
): Promise<Outcome> {
  const { statistic } = context.options;
  const anyScore = {
    kind: 'fixed',
    threshold: statistic === 'entropy' ? Number.POSITIVE_INFINITY : 0,
    references: referencesOf(yardstick),
  } as const;
  let passes = known.passes;
  const counting = counted(ask, (more) => {
    passes += more;
  });
  const suspect = suspectIn(subject[which] ?? subject[0], triggers);
  const found = suspect
    ? await accusedIn((await besidePurified()) ?? part, suspect)
    : ((await accusedIn(isBesideItself(part.subject) ? part : undefined)) ??
      (await accusedIn(await besidePurified())));
  return { ...(found ?? known), passes };

  /** It beside the first's replacement, if that alone does not undo the answer. */
  async function besidePurified(): Promise<Opened | undefined> {
    const [first] = triggers;
    const beside = withPurified(subject, which === 0 ? 1 : 0, first?.purification, context);
    const [plain] = beside ? await counting([{ input: plainInput(beside) }]) : [];
    if (beside === undefined || plain === undefined) return undefined;
    if (predictionOf(context.victim, plain).label !== first?.prediction.label) return undefined;
    return { subject: beside, inspected: [which], ownCopies: [], plain, passes: 0 };
  }

  async function accusedIn(opened: Opened | undefined, suspect?: Suspect): Promise<Poisoned | undefined> {
    if (opened === undefined) return undefined;
    const [outcome] = await inspectOpened({ ...opened, passes: 0 }, counting, context, anyScore, {
      suspect,
      share: PARTNER_SHARE,
    });
    if (outcome?.verdict !== 'poisoned' || !outcome.trigger.inWindow) return undefined;
    if (suspect === undefined && !outcome.purification?.undone) return undefined;
    const { pValue } = suspect ?? judge(yardstick, statistic, outcome.score);
    return { ...outcome, threshold: known.threshold, ...(pValue !== undefined && { pValue }) };
  }
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
