import type { Outcome } from '../defense/outcome.ts';

/** The outcome of a function in a scan, where a pair victim may find no other function to compare it with. */
export type ScanOutcome =
  | Outcome
  | { readonly verdict: 'skipped'; readonly reason: 'nothing to compare with'; readonly prediction?: never };
