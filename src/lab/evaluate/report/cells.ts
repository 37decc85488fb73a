import { percent as readable } from '../../../scan/report/words.ts';
import type { Detection, EvidenceRow } from '../evidence/evidence.ts';
import type { Estimate } from '../evidence/fields.ts';

export type Share = EvidenceRow['asr'];

export const DEFENCE_WORDS: Readonly<Record<EvidenceRow['defence'], string>> = {
  none: 'none',
  codepurify: 'CodePurify, full',
  'codepurify-fast': 'CodePurify, fast',
  onion: 'ONION',
  'onion-span': 'ONION, span',
  oseql: 'OSeqL',
};

/** `57.7 (52.0 to 63.2)`, in percent. */
export function shareCell({ count, of, low, high }: Share): string {
  if (of === 0) return '–';
  return `${one((100 * count) / of)} (${one(100 * low)} to ${one(100 * high)})`;
}

/** `123 of 125 (94.3 to 99.6)`, the interval in percent. */
export function countCell({ count, of, low, high }: Share): string {
  return of === 0 ? '–' : `${count} of ${of} (${one(100 * low)} to ${one(100 * high)})`;
}

/** As `countCell`; says where there was nothing to ask. */
export function compilesCell(compiles: Share, compiler: string | null): string {
  return compiler === null ? 'no compiler here' : countCell(compiles);
}

/** `+0.7 (−1.2 to +2.5)`, in points. */
export function pointsCell(estimate: Estimate | undefined): string {
  if (estimate === undefined) return '–';
  const { value, low, high } = estimate;
  return `${signed(value)} (${signed(low)} to ${signed(high)})`;
}

export function cleanCell({ clean, cleanInterval: [low, high] }: EvidenceRow): string {
  return `${one(clean)} (${one(low)} to ${one(high)})`;
}

/** `0.997 (0.994 to 0.999)`. */
export function estimateCell(estimate: Estimate | undefined): string {
  if (estimate === undefined) return '–';
  const { value, low, high } = estimate;
  return `${value.toFixed(3)} (${low.toFixed(3)} to ${high.toFixed(3)})`;
}

/** `3.6, 41 ms, 3.9×`. */
export function costCell({ passes, seconds, plainAnswers }: Detection['cost']['clean']): string {
  const times = plainAnswers === undefined ? '' : `, ${one(plainAnswers)}×`;
  return `${one(passes)}, ${Math.round(seconds * 1_000)} ms${times}`;
}

export function rateInWords(rate: number): string {
  return readable(rate);
}

export function pValueCell(pValue: number): string {
  return pValue < 0.001 ? '<0.001' : String(pValue);
}

export function one(value: number): string {
  return value.toFixed(1);
}

export function signed(value: number): string {
  const shown = Math.abs(value).toFixed(1);
  if (Number(shown) === 0) return '0.0';
  return `${value < 0 ? '−' : '+'}${shown}`;
}
