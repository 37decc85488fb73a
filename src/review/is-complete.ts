import type { ScanResult } from '../scan/scan-result.ts';

/** Reasons to skip that leave something uninspected which was asked for. The others are decisions. */
const GAPS = ['beyond the limit', 'interrupted', 'not calibrated', 'parse failed', 'too large'];

/** Whether everything was inspected that had to be. Only then may a check be green. */
export function isComplete({ interrupted, errors, coverage }: ScanResult): boolean {
  return !interrupted && errors.length === 0 && GAPS.every((reason) => !coverage.skipped[reason]);
}
