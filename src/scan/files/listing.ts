import type { PassedOver } from './passed-over.ts';

/** What was asked for and cannot be inspected. */
export interface Problem {
  /** As it is reported; empty for what concerns no single file. */
  readonly file: string;
  /** One sentence: what is wrong, and how to mend it. */
  readonly message: string;
}

/** Files to inspect, and what became of the others: nothing is left out without a word. */
export interface Listing {
  /** Absolute, sorted, each once. */
  readonly files: readonly string[];
  readonly passedOver: readonly PassedOver[];
  readonly problems: readonly Problem[];
}
