import type { Finding } from './finding.ts';
import { isOpen } from './is-open.ts';
import type { Reported } from './reported.ts';

/** On what a check fails. */
export interface FailRules {
  /** On a finding, also on what was left open, or never. */
  readonly failOn: FailOn;
  /** The largest share of clean functions that may look like a finding on which it fails; 1 for every finding. */
  readonly failRate: number;
}

export type FailOn = 'poisoned' | 'incomplete' | 'never';

/** Whether a finding makes the check fail, rather than being reported only. */
export function isFailing({ verdict: { pValue = 0 } }: Finding, { failOn, failRate }: FailRules): boolean {
  return failOn !== 'never' && pValue <= failRate;
}

/**
 * The conclusion of the check run. `success` says that everything was inspected and nothing found; it is never given
 * where something is left open, or where no victim answered. GitHub lets `neutral` pass where a check is required.
 */
export function conclusion(
  reported: Pick<Reported, 'scan' | 'placed' | 'ignored'>,
  rules: FailRules,
): 'success' | 'neutral' | 'failure' {
  const { scan, placed } = reported;
  if (placed.some(({ finding }) => isFailing(finding, rules))) return 'failure';
  if (isOpen(reported)) return rules.failOn === 'incomplete' ? 'failure' : 'neutral';
  if (placed.length > 0) return 'neutral';
  const answered = scan.coverage.inspected + (scan.coverage.skipped['not the goal label'] ?? 0);
  return answered > 0 ? 'success' : 'neutral';
}
