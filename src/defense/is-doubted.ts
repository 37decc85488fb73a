import { DOUBT_QUANTILE } from './defaults.ts';
import { doubtOf, type Reply } from './reply.ts';
import type { Yardstick } from './yardstick.ts';

/**
 * Whether `effort: fast` calls a function clean by the plain answer alone: the victim doubts more than the calibrated
 * line, though an effective attack leaves it sure of its answer. A generator has no labels to doubt between,
 * and a pair victim doubts of attacks too: of 120 functions with triggers of BNC's grammar this cleared 10.
 */
export function isDoubted(plain: Reply, yardstick: Yardstick): boolean {
  if (yardstick.kind !== 'calibrated') return false;
  const { doubts } = yardstick.calibration;
  const line = doubts[Math.floor(DOUBT_QUANTILE * doubts.length)];
  const doubt = doubtOf(plain);
  return doubt !== undefined && line !== undefined && doubt > line;
}
