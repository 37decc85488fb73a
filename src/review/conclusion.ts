import type { Finding } from './finding.ts';
import { isComplete } from './is-complete.ts';
import type { Reported } from './reported.ts';

/** On what a check fails. */
export interface FailRules {
  /** On a finding, or never. */
  readonly failOn: 'poisoned' | 'never';
  /** The largest share of clean functions that may look like a finding on which it fails; 1 for every finding. */
  readonly failRate: number;
}

/** Whether a finding makes the check fail, rather than being reported only. */
export function isFailing({ verdict: { pValue = 0 } }: Finding, { failOn, failRate }: FailRules): boolean {
  return failOn !== 'never' && pValue <= failRate;
}

/**
 * The conclusion of the check run. `success` says that everything was inspected and nothing found; it is never given
 * where the inspection is incomplete, where no victim answered, or where the pull request itself switched a finding off.
 */
export function conclusion(
  { scan, placed, ignored }: Pick<Reported, 'scan' | 'placed' | 'ignored'>,
  rules: FailRules,
): 'success' | 'neutral' | 'failure' {
  if (placed.length > 0) {
    return placed.some(({ finding }) => isFailing(finding, rules)) ? 'failure' : 'neutral';
  }
  const answered = scan.coverage.inspected + (scan.coverage.skipped['not the goal label'] ?? 0);
  const silenced = ignored.some(({ ignore: { by } }) => by.kind === 'code' && by.added !== 'neither');
  return isComplete(scan) && answered > 0 && !silenced ? 'success' : 'neutral';
}
