import { isComplete } from './is-complete.ts';
import { isOwnIgnore } from './is-own-ignore.ts';
import type { Reported } from './reported.ts';

/** Whether something is left for a person to look at: not all was inspected, or the pull request itself switched a finding off. */
export function isOpen({ scan, ignored }: Pick<Reported, 'scan' | 'ignored'>): boolean {
  const silenced = ignored.some(({ ignore }) => isOwnIgnore(ignore));
  return silenced || !isComplete(scan);
}
