import type { Element } from '../code/element.ts';
import { confirm } from './confirm.ts';
import type { DefenseContext } from './context.ts';
import type { Inquiry } from './inquiry.ts';
import { isDoubted } from './is-doubted.ts';
import { type Judgement, judge } from './judge.ts';
import { localise } from './localise.ts';
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
  const judgement = judge(yardstick, options.statistic, score);
  const [localised, evidence] = suspect
    ? [await inquiry.score([suspect.element]), { confirmation: suspect.confirmation, isTrigger: true }]
    : await accused(judgement.verdict);
  const [trigger] = localised;
  const inspected = {
    ...common,
    ...judgement,
    ...(evidence && { confirmation: evidence.confirmation }),
    score,
    entropy: statisticOf(scored, { ...options, statistic: 'entropy' }),
    elements: scored.toSorted((a, b) => b.suspicion - a.suspicion),
  };
  if (trigger === undefined) return { outcome: { ...inspected, verdict: 'clean' }, chain: [] };
  if (evidence?.isTrigger !== false) {
    return { outcome: { ...inspected, verdict: 'poisoned', trigger }, chain: localised };
  }
  // As little suspicious as the least suspicious clean function, as calibrations count it too.
  const pValue = judgement.pValue === undefined ? {} : { pValue: 1 };
  return { outcome: { ...inspected, ...pValue, verdict: 'clean' }, chain: [] };

  async function accused(verdict: Judgement['verdict']) {
    if (verdict === 'clean' || yardstick.kind === 'uncalibrated') return [[], undefined] as const;
    const chain = await localise(scored ?? [], inquiry, options.statistic);
    const references = referencesOf(yardstick);
    const [top] = chain;
    const evidence = top && (await confirm(top.element, inquiry, prediction, references, victim, share));
    return [chain, evidence] as const;
  }
}
