import { isComplete } from './is-complete.ts';
import type { Reported } from './reported.ts';

/** On what a check fails: on a finding, or never. */
export type FailOn = 'poisoned' | 'never';

/**
 * The conclusion of the check run. `success` says that everything was inspected and nothing found; it is never given
 * where the inspection is incomplete, where no victim answered, or where the pull request itself switched a finding off.
 */
export function conclusion(
  { scan, placed, ignored }: Pick<Reported, 'scan' | 'placed' | 'ignored'>,
  failOn: FailOn,
): 'success' | 'neutral' | 'failure' {
  if (placed.length > 0) return failOn === 'poisoned' ? 'failure' : 'neutral';
  const answered = scan.coverage.inspected + (scan.coverage.skipped['not the goal label'] ?? 0);
  const silenced = ignored.some(({ ignore: { by } }) => by.kind === 'code' && by.added);
  return isComplete(scan) && answered > 0 && !silenced ? 'success' : 'neutral';
}
