import type { Job, ReviewJob } from '../job/job.ts';
import type { PullRequest } from '../pull-request/pull-request.ts';

/** The review that a command or a button asks for. */
export function reviewAsked(
  { installation, owner, repo, sender, delivery }: Job,
  { number, head, updatedAt }: Pick<PullRequest, 'number' | 'head' | 'updatedAt'>,
  force: boolean,
): ReviewJob {
  return {
    kind: 'review',
    installation,
    owner,
    repo,
    sender,
    delivery,
    pull: number,
    head,
    reason: 'asked',
    force,
    updatedAt,
  };
}
