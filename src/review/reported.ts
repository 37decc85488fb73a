import type { ScanResult } from '../scan/scan-result.ts';
import type { Finding } from './finding.ts';
import type { Ignore } from './ignore.ts';
import type { Placed } from './placed.ts';

/** All that the summary and the check run of a review are made of. */
export interface Reported {
  readonly scan: ScanResult;
  /** The commit that was inspected. */
  readonly head: string;
  /** The findings that are not ignored, the surest first. */
  readonly placed: readonly Placed[];
  /** Whether anybody hears commands. */
  readonly commands: boolean;
  readonly ignored: readonly { readonly finding: Finding; readonly ignore: Ignore }[];
}
