import type { ScanResult } from '../scan-result.ts';
import { verdictOf } from '../verdict-of.ts';
import { jsonText } from './json-text.ts';

/** The verdict JSON. */
export function json(scan: ScanResult): string {
  return jsonText(verdictOf(scan));
}
