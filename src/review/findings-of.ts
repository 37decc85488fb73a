import { suspiciousness } from '../defense/statistic.ts';
import type { ScanResult } from '../scan/scan-result.ts';
import type { Finding } from './finding.ts';

/** The findings of a scan, the surest first; ties keep the order of files and lines. */
export function findingsOf({ functions }: ScanResult): Finding[] {
  return functions
    .flatMap((judged) =>
      judged.verdict.verdict === 'poisoned' ? [{ ...judged, verdict: judged.verdict }] : [],
    )
    .sort((a, b) => sureness(a) - sureness(b) || strength(b) - strength(a));
}

function sureness({ verdict: { pValue } }: Finding): number {
  return pValue ?? 1;
}

function strength({ verdict: { statistic, score } }: Finding): number {
  return suspiciousness(statistic, score);
}
