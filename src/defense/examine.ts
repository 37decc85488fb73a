import { confirm, isConfirmed } from './confirm.ts';
import type { DefenseContext } from './context.ts';
import type { Inquiry } from './inquiry.ts';
import { isDoubted } from './is-doubted.ts';
import { judge } from './judge.ts';
import { localise } from './localise.ts';
import type { ClearingStage, Inspection, Outcome, ScoredElement } from './outcome.ts';
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

/**
 * Cheap stages, every element, trigger, its confirmation and the verdict. The passes of the outcome are those of the plain
 * answer alone.
 */
export async function examine(
  inquiry: Inquiry,
  plain: Reply,
  context: DefenseContext,
  yardstick: Yardstick,
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
  if (options.effort === 'fast' && isDoubted(plain, yardstick)) return cleared('confidence');
  const scored = await scoreUntilClear(inquiry, plain, victim, yardstick, options);
  if (scored === undefined) return cleared('spread');

  const seen = scored.filter(({ inWindow }) => inWindow);
  if (seen.length < 2) return skipped('too few elements');
  const score = statisticOf(scored, options);
  const judgement = judge(yardstick, options.statistic, score);
  const localised =
    judgement.verdict === 'poisoned' ? await localise(scored, inquiry, options.statistic) : [];
  const [trigger] = localised;
  const confirmation =
    trigger && (await confirm(trigger.element, inquiry, prediction, referencesOf(yardstick), victim));
  const inspected = {
    ...common,
    ...judgement,
    ...(confirmation && { confirmation }),
    score,
    entropy: statisticOf(scored, { ...options, statistic: 'entropy' }),
    elements: scored.toSorted((a, b) => b.suspicion - a.suspicion),
  };
  if (trigger === undefined) return { outcome: { ...inspected, verdict: 'clean' }, chain: [] };
  if (confirmation === undefined || isConfirmed(confirmation)) {
    return { outcome: { ...inspected, verdict: 'poisoned', trigger }, chain: localised };
  }
  // As little suspicious as the least suspicious clean function, as calibrations count it too.
  const pValue = judgement.pValue === undefined ? {} : { pValue: 1 };
  return { outcome: { ...inspected, ...pValue, verdict: 'clean' }, chain: [] };
}
