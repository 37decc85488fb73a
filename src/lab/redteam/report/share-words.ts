import { percent } from '../../../scan/report/words.ts';
import type { Share } from '../share.ts';

/** `19 of 20`. */
export function ofAll({ count, of }: Share): string {
  return `${count.toLocaleString('en')} of ${of.toLocaleString('en')}`;
}

/** `84–100%`: the 95% interval. */
export function range({ low, high }: Share): string {
  const from = whole(low);
  const to = whole(high);
  return from === to ? `${to}%` : `${from}–${to}%`;
}

/** `95% (76–99%)`; of nothing nothing is told. */
export function inPercent(share: Share): string {
  return share.of === 0 ? 'unknown' : `${shown(share.count / share.of)} (${range(share)})`;
}

function shown(value: number): string {
  return value === 0 || value === 1 ? `${value * 100}%` : percent(value);
}

function whole(value: number): string {
  return (value * 100).toFixed(0);
}
