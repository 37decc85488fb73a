import { isNewer } from './is-newer.ts';
import type { ReviewJob } from './job.ts';

/**
 * The one review that is left of one that waits and one that comes, of the same pull request.
 * It is for the newer head, and what somebody asked for is never lost.
 */
export function mergeReviews(waiting: ReviewJob, next: ReviewJob): ReviewJob {
  const left = waiting.head !== next.head && isNewer(waiting, next) ? waiting : next;
  return { ...left, force: waiting.force || next.force };
}
