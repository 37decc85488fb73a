import { isNewer } from './is-newer.ts';
import type { Job } from './job.ts';

/** Whether `next` makes it pointless to go on with `running`: the pull request has got another head since. */
export function supersedes(next: Job, running: Job): boolean {
  return (
    next.kind === 'review' &&
    running.kind === 'review' &&
    next.head !== running.head &&
    !isNewer(running, next)
  );
}
