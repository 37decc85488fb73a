import type { ScanResult } from './scan-result.ts';

/** Of a scan that ran: 0 nothing found · 1 findings · 3 something asked for was not inspected · 130 stopped. */
export function exitCode({ functions, errors, interrupted }: ScanResult): 0 | 1 | 3 | 130 {
  if (interrupted) return 130;
  if (functions.some(({ verdict }) => verdict.verdict === 'poisoned')) return 1;
  return errors.length > 0 ? 3 : 0;
}
