import { confirm } from './confirm.ts';
import type { DefenseContext } from './context.ts';
import type { Inquiry } from './inquiry.ts';
import { isPlanted } from './is-planted.ts';
import { type Judgement, judge } from './judge.ts';
import { localise } from './localise.ts';
import type { Confirmation, ScoredElement } from './outcome.ts';
import type { Reply } from './reply.ts';
import { confirmedScore, statisticOf } from './statistic.ts';
import { referencesOf, type Yardstick } from './yardstick.ts';

/** The verdict by the score and by what references confirm. */
export interface Accusation {
  readonly judgement: Judgement;
  /** The trigger, then what encloses it; empty of a clean function. */
  readonly chain: readonly ScoredElement[];
  readonly confirmation?: Confirmation;
}

/**
 * A suspicious score is not enough of a classifier: where references do not confirm the trigger the function is clean, as
 * little suspicious as the least suspicious one, as calibrations count it too. Of a generator it is enough, for an output
 * may well hang on a trigger and on the rest of the function. There what is less suspicious is planted too, and what is
 * confirmed is poisoned whatever the score: an attacker's output that few rows taught is known by heart, so that it loses
 * little without its trigger, and no more than honest outputs lose by one name.
 */
export async function accusation(
  scored: readonly ScoredElement[],
  inquiry: Inquiry,
  plain: Reply,
  { victim, options }: DefenseContext,
  yardstick: Exclude<Yardstick, { kind: 'uncalibrated' }>,
  share: number | undefined,
): Promise<Accusation> {
  const { statistic } = options;
  const score = statisticOf(scored, options);
  const judgement = judge(yardstick, statistic, score);
  const isTried = isPlanted(score, judgement.verdict, yardstick, victim.card, statistic);
  if (judgement.verdict === 'clean' && !isTried) return { judgement, chain: [] };

  const chain = await localise(scored, inquiry, statistic);
  if (!isTried) return { judgement, chain };
  const [top] = chain;
  const evidence = top && (await confirm(top, inquiry, plain, referencesOf(yardstick), victim, share));
  const confirmed = evidence && { confirmation: evidence.confirmation };
  if (victim.card.task === 'generation') {
    const known = evidence?.isTrigger
      ? judge(yardstick, statistic, confirmedScore(statistic, score))
      : judgement;
    return known.verdict === 'clean'
      ? { judgement: known, chain: [] }
      : { judgement: known, chain, ...confirmed };
  }
  if (evidence?.isTrigger !== false) return { judgement, chain, ...confirmed };
  const refuted = { ...judgement, ...(judgement.pValue !== undefined && { pValue: 1 }) };
  return { judgement: { ...refuted, verdict: 'clean' }, chain: [], ...confirmed };
}
