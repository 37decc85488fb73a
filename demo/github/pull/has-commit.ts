import { commitsSince } from '../git/history.ts';
import type { PullRequest } from '../world/pull-request.ts';
import { baseSha } from './base-sha.ts';

/** Whether a commit is one of the pull request's as it stands: not of the base, nor pushed away by force. */
export function hasCommit(pull: PullRequest, commit: string): boolean {
  return commitsSince(pull.repository.store, baseSha(pull), pull.head.sha).includes(commit);
}
