import { maybeDone, statusOf } from '../publish/status-of.ts';
import type { Waited } from '../queue/envelope.ts';
import { rateLimitWait } from './rate-limit-wait.ts';

/** In seconds. */
const OUTAGE = 600;
const LONGEST = 3_600;
/** How often a job is put off: for a rate limit about a day, for an outage some hours, each longer than the one before. */
const MOST_LIMITS = 24;
const MOST_OUTAGES = 6;

export interface PutOff {
  readonly seconds: number;
  /** By then, this wait included. */
  readonly waited: Waited;
}

/**
 * For how long a job that failed is put off, with all its tries before it again: where GitHub wants us to
 * wait, and where after the last try GitHub still does not answer, fails, or does not know our key. Else undefined.
 */
export function putOff(
  error: unknown,
  { waits, outages, isLast }: Waited & { readonly isLast: boolean },
): PutOff | undefined {
  const limit = rateLimitWait(error);
  const outage = isLast && (maybeDone(error) || statusOf(error) === 401);
  if (limit === undefined && !outage) return undefined;
  const longer = (first: number, times: number) => Math.min(LONGEST, first * 2 ** times);
  if (limit !== undefined) {
    if (waits >= MOST_LIMITS) return undefined;
    return { seconds: longer(limit, waits), waited: { waits: waits + 1, outages } };
  }
  if (outages >= MOST_OUTAGES) return undefined;
  return { seconds: longer(OUTAGE, outages), waited: { waits, outages: outages + 1 } };
}
