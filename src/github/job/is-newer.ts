import type { ReviewJob } from './job.ts';

/** Whether `one` knows of a later state of the pull request than `other`. Times have whole seconds, so it may be neither. */
export function isNewer(one: ReviewJob, other: ReviewJob): boolean {
  return Date.parse(one.updatedAt) > Date.parse(other.updatedAt);
}
