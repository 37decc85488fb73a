import type { ScanResult } from './scan-result.ts';
import type { Verdict } from './verdict.ts';

/** What of a scan is published: the texts of the functions are left out. */
export function verdictOf(scan: ScanResult): Verdict {
  return { ...scan, functions: scan.functions.map(({ verdict }) => verdict) };
}
