import type { Victim } from '../model/victim.ts';
import { DOUBT_QUANTILE, GROUP_RISE } from './defaults.ts';
import type { Inquiry } from './inquiry.ts';
import type { DefenseOptions } from './options.ts';
import type { ClearingStage } from './outcome.ts';
import { doubtOf, type Reply } from './reply.ts';
import type { Yardstick } from './yardstick.ts';

/**
 * The cheap stages of `effort: fast`, each of which may only say "clean" or (undefined) "look closer":
 * 1. the victim doubts more than the calibrated line, though an effective attack leaves it sure of its answer;
 * 2. neither all statements taken out nor all names made plain raise the other labels' probability.
 *
 * A generator has no labels to doubt between, and the functions of a pair are no clones without their statements
 * whatever they hide: the first stage is passed over for the one, the second for both.
 */
export async function clearedBy(
  victim: Victim,
  inquiry: Inquiry,
  plain: Reply,
  yardstick: Yardstick,
  options: Pick<DefenseOptions, 'effort' | 'kinds'>,
): Promise<ClearingStage | undefined> {
  if (options.effort === 'full') return undefined;
  const doubt = doubtOf(plain);
  const line = doubtLine(yardstick);
  if (doubt !== undefined && line !== undefined && doubt > line) return 'confidence';
  if (victim.card.task !== 'classification') return undefined;
  const groups = await inquiry.groups(options.kinds);
  return groups.every(({ rise }) => rise < GROUP_RISE) ? 'groups' : undefined;
}

function doubtLine(yardstick: Yardstick): number | undefined {
  if (yardstick.kind !== 'calibrated') return undefined;
  const { doubts } = yardstick.calibration;
  return doubts[Math.floor(DOUBT_QUANTILE * doubts.length)];
}
