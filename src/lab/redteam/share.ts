import { interval } from '../../defense/interval.ts';

/** So many of so many, with Wilson's 95% interval of the share that stands behind it. */
export interface Share {
  readonly count: number;
  readonly of: number;
  readonly low: number;
  readonly high: number;
}

export function shareOf(count: number, of: number): Share {
  const [low, high] = interval(count, of);
  return { count, of, low, high };
}
