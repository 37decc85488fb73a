import type { PullRequest } from '../pull-request/pull-request.ts';
import { within } from '../pull-request/repository.ts';
import { answersRequest } from './commit-message.ts';
import { hostOf } from './host-of.ts';
import { isSignedBy } from './is-signed-by.ts';
import type { Thread } from './thread.ts';

/** Whether the last commit of a pull request is the one that we made for this very request. */
export async function isCommitted(thread: Thread, pull: PullRequest, request: string): Promise<boolean> {
  const { octokit, bot } = thread;
  const { data: tip } = await octokit.rest.git.getCommit({ ...within(thread), commit_sha: pull.head });
  return answersRequest(tip.message, request) && isSignedBy(tip, { bot, host: hostOf(octokit) });
}
