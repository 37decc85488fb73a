import type { Finding } from './finding.ts';

/** A finding and where a reader meets it. */
export interface Placed {
  readonly finding: Finding;
  readonly place: Place;
}

export type Place =
  | { readonly kind: 'comment' }
  | { readonly kind: 'resolved by people' }
  /** Shown in the summary alone: `why` is to be read after "without a comment because". */
  | { readonly kind: 'summary'; readonly why: string };
