import { maybeDone, statusOf } from '../publish/status-of.ts';
import { rateLimitWait } from './rate-limit-wait.ts';

/** In seconds. */
const OUTAGE = 600;
const LONGEST = 3_600;
/** How often a job is put off: for a rate limit about a day, for an outage some hours, each longer than the one before. */
const MOST_WAITS = 24;
const MOST_OUTAGES = 6;

/**
 * For how long, in seconds, a job that failed is put off, with all its tries before it again: where GitHub wants us to
 * wait, and where after the last try GitHub still does not answer, fails, or does not know our key. Else undefined.
 */
export function putOff(
  error: unknown,
  { waits, isLast }: { readonly waits: number; readonly isLast: boolean },
): number | undefined {
  const limit = rateLimitWait(error);
  const outage = isLast && (maybeDone(error) || statusOf(error) === 401);
  if (limit === undefined && !outage) return undefined;
  if (waits >= (limit === undefined ? MOST_OUTAGES : MOST_WAITS)) return undefined;
  return Math.min(LONGEST, (limit ?? OUTAGE) * 2 ** waits);
}
