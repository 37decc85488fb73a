import type { ScanResult } from '../scan-result.ts';
import { counted } from './words.ts';

/** The outcome of a scan in one line. One function asked of two victims counts twice. */
export function headline({ functions, coverage: { inspected } }: ScanResult): string {
  const poisoned = functions.filter(({ verdict }) => verdict.verdict === 'poisoned').length;
  if (poisoned > 0)
    return `${poisoned.toLocaleString('en')} poisoned of ${inspected.toLocaleString('en')} inspected`;
  return inspected > 0
    ? `Nothing found in ${counted(inspected, 'inspected function')}`
    : 'Nothing was inspected';
}
