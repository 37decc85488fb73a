import { shareOf } from '../../redteam/share.ts';
import type { Bootstrap } from '../numbers/bootstrap.ts';
import type { Estimate } from './fields.ts';

/** So many of so many, of rows for which something holds. */
export function shareOfRows<Row>(rows: readonly Row[], holds: (row: Row) => boolean) {
  return sharing(rows.filter(holds).length, rows.length);
}

export function sharing(count: number, of: number) {
  const { low, high } = shareOf(count, of);
  return { count, of, low: six(low), high: six(high) };
}

/** In percent with two digits, as the papers print it. */
export function inPercent(share: number): number {
  return Math.round(share * 10_000) / 100;
}

/** The mean of numbers, one a row, in percentage points with its interval. */
export function meanInPoints(numbers: readonly number[], resample: Bootstrap): Estimate {
  const mean = (places: Iterable<number>) => {
    let sum = 0;
    for (const place of places) sum += numbers[place] ?? 0;
    return sum / Math.max(1, numbers.length);
  };
  const [low, high] = resample([numbers.length], (places = new Uint32Array()) => mean(places));
  return { value: inPercent(mean(numbers.keys())), low: inPercent(low), high: inPercent(high) };
}

export function estimateOf(value: number, [low, high]: readonly [number, number]): Estimate {
  return { value: six(value), low: six(low), high: six(high) };
}

/** Six digits, so that the last bits of a sum do not show. */
export function six(value: number): number {
  return Number(value.toPrecision(6));
}
