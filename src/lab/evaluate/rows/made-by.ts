import { createHash } from 'node:crypto';
import type { Card } from '../../../model/card.ts';
import { identityOf } from '../../../scan/identity-of.ts';
import { TOOL } from '../../../scan/tool.ts';
import { compilerFor } from '../../compile/compiler.ts';
import type { EvaluateJob } from '../evaluate-job.ts';
import type { Scenario } from '../study/study.ts';
import type { Origin } from './unit.ts';

/** All of an origin but the files; of these, so many rows at most. */
export function madeBy(
  { language }: Scenario,
  card: Card,
  { study, infill }: EvaluateJob,
  most: number,
): Omit<Origin, 'data' | 'learned'> {
  return {
    version: TOOL.version,
    settings: `${language}, seed ${study.seed}, false-alarm rate ${study.falseAlarmRate}, ${Number.isFinite(most) ? `first ${most}` : 'all rows'}`,
    // The calibration, by which is judged, is on the card.
    victim: `${identityOf(card).sha256} ${createHash('sha256').update(JSON.stringify(card)).digest('hex')}`,
    infill: infill === undefined ? 'none' : identityOf(infill.card).sha256,
    compiler: compilerFor(language)?.name ?? 'none',
  };
}
