import type { Element } from '../code/element.ts';
import { accusation } from './accusation.ts';
import type { DefenseContext } from './context.ts';
import type { Inquiry } from './inquiry.ts';
import { isDoubted } from './is-doubted.ts';
import { judge } from './judge.ts';
import type { ClearingStage, Confirmation, Inspection, Outcome, ScoredElement } from './outcome.ts';
import { predictionOf, type Reply } from './reply.ts';
import { scoreUntilClear } from './score-until-clear.ts';
import { statisticOf } from './statistic.ts';
import { referencesOf, type Yardstick } from './yardstick.ts';

/** The outcome of one function before its purification. */
export interface Examination {
  readonly outcome: Outcome;
  /** Of a poisoned function: the trigger, then what encloses it. Else empty. */
  readonly chain: readonly ScoredElement[];
}

/** An element that is a trigger elsewhere, and what confirmed it there. */
export interface Suspect {
  readonly element: Element;
  readonly confirmation: Confirmation;
  /** Of the function that it was found in. */
  readonly pValue?: number;
}

/** What is known of a function before it is looked at. */
export interface Known {
  readonly suspect?: Suspect | undefined;
  /** A pair victim takes it for its own copy. */
  readonly isOwnCopy?: boolean;
  /** Of the references, that must turn to confirm its trigger; that of the defaults where it is not named. */
  readonly share?: number | undefined;
}

/**
 * Cheap stages, every element, trigger, its confirmation and the verdict. The passes of the outcome are those of the plain
 * answer alone.
 */
export async function examine(
  inquiry: Inquiry,
  plain: Reply,
  context: DefenseContext,
  yardstick: Yardstick,
  { suspect, isOwnCopy = false, share }: Known = {},
): Promise<Examination> {
  const { victim, options } = context;
  const { side } = inquiry;
  const prediction = predictionOf(victim, plain);
  const skipped = (reason: 'not calibrated' | 'too few elements'): Examination => ({
    outcome: { verdict: 'skipped', reason, prediction, passes: 0 },
    chain: [],
  });
  if (yardstick.kind === 'uncalibrated') return skipped('not calibrated');
  if (side.elements.length < 2) return skipped('too few elements');

  const common = {
    prediction,
    statistic: options.statistic,
    threshold: yardstick.threshold,
    partly: plain.truncated || side.view.length < side.text.length,
    passes: 0,
  } satisfies Partial<Inspection>;
  const cleared = (stage: ClearingStage): Examination => ({
    outcome: { verdict: 'clean', ...common, clearedBy: stage, elements: [] },
    chain: [],
  });
  if (options.effort === 'fast' && suspect === undefined) {
    // Where a calibration keeps no references the victim may take anything for its own copy.
    if (isOwnCopy && referencesOf(yardstick).length > 0) return cleared('own copy');
    if (victim.card.task !== 'pair' && isDoubted(plain, yardstick)) return cleared('confidence');
  }
  const scored = await scoreUntilClear(inquiry, plain, victim, yardstick, options);
  if (scored === undefined) return cleared('spread');

  const seen = scored.filter(({ inWindow }) => inWindow);
  if (seen.length < 2) return skipped('too few elements');
  const score = statisticOf(scored, options);
  const { chain, judgement, confirmation } =
    suspect === undefined
      ? await accusation(scored, inquiry, plain, context, yardstick, share)
      : {
          chain: await inquiry.score([suspect.element]),
          judgement: judge(yardstick, options.statistic, score),
          confirmation: suspect.confirmation,
        };
  const [trigger] = chain;
  const inspected = {
    ...common,
    ...judgement,
    ...(confirmation && { confirmation }),
    score,
    entropy: statisticOf(scored, { ...options, statistic: 'entropy' }),
    elements: scored.toSorted((a, b) => b.suspicion - a.suspicion),
  };
  return trigger === undefined
    ? { outcome: { ...inspected, verdict: 'clean' }, chain: [] }
    : { outcome: { ...inspected, verdict: 'poisoned', trigger }, chain };
}
