import type { Reported } from './reported.ts';

/** A button of a check run as GitHub takes it: at most 20, 40 and 20 characters. */
export interface Button {
  readonly label: string;
  readonly description: string;
  readonly identifier: ButtonName;
}

export type ButtonName = 'purify-all' | 'dismiss' | 'scan-again';

const PURIFY: Button = {
  label: 'Purify all',
  description: 'Commit every replacement to the branch',
  identifier: 'purify-all',
};
export const DISMISS: Button = {
  label: 'Dismiss',
  description: 'Let this commit pass all the same',
  identifier: 'dismiss',
};
const SCAN: Button = {
  label: 'Scan again',
  description: 'Inspect the pull request once more',
  identifier: 'scan-again',
};

/** The buttons that can do something. */
export function buttons({ placed }: Pick<Reported, 'placed'>): Button[] {
  const purifiable = placed.some(({ finding }) => finding.verdict.purification !== undefined);
  return [...(purifiable ? [PURIFY] : []), ...(placed.length > 0 ? [DISMISS] : []), SCAN];
}
