import type { ScanResult } from '../scan/scan-result.ts';
import type { ChangedFile } from './changed-file.ts';
import type { FailRules } from './conclusion.ts';
import type { Ignored } from './ignore.ts';
import type { StandingComment } from './reconcile.ts';

/** What a review is made of. */
export interface Reviewed {
  readonly scan: ScanResult;
  /** By their path at the head, as `file` in the scan. */
  readonly files: readonly ChangedFile[];
  /** The commit that was inspected. */
  readonly head: string;
  readonly standing: readonly StandingComment[];
  readonly ignored: Ignored;
  /** Fingerprints of findings whose comment GitHub would not take: the summary shows them. */
  readonly refused?: ReadonlySet<string>;
}

export interface ReviewSettings extends FailRules {
  /** Most open comments of ours at a pull request. */
  readonly budget: number;
  /** Whether a comment may have a button that commits. */
  readonly suggestions: boolean;
  /** Whether anybody hears commands: what speaks as a workflow does not. */
  readonly commands: boolean;
}
