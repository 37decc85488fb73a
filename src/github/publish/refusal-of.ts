import { rateLimitWait } from '../serve/rate-limit-wait.ts';
import { statusOf } from './status-of.ts';

/** The HTTP status of GitHub's refusal; undefined where it is none, as of its rate limit, which comes as a 403 too. */
export function refusalOf(error: unknown): number | undefined {
  return rateLimitWait(error) === undefined ? statusOf(error) : undefined;
}
