import type { PullRequestTraits } from '../../config/not-inspected.ts';
import { type Repository, within } from './repository.ts';

/** What of a pull request decides about its review. */
export interface PullRequest extends PullRequestTraits {
  readonly number: number;
  /** Of its page. */
  readonly url: string;
  readonly open: boolean;
  readonly draft: boolean;
  /** Login of who opened it; undefined where the account is gone. */
  readonly author: string | undefined;
  /** Whoever may push to the base may push to the fork too. */
  readonly maintainersMayPush: boolean;
  /** The last commit. It is read through the base repository: the one it was pushed to may be gone. */
  readonly head: string;
  /** `owner/name` of where the head branch lies; undefined where that was deleted. */
  readonly headRepository: string | undefined;
  readonly headRef: string;
  readonly base: { readonly ref: string; readonly sha: string };
  readonly changedFiles: number;
  readonly updatedAt: string;
}

export async function readPullRequest(repository: Repository, number: number): Promise<PullRequest> {
  const { data } = await repository.octokit.rest.pulls.get({ ...within(repository), pull_number: number });
  return {
    number,
    url: data.html_url,
    open: data.state === 'open',
    author: data.user?.login,
    maintainersMayPush: data.maintainer_can_modify,
    head: data.head.sha,
    headRepository: data.head.repo?.full_name,
    headRef: data.head.ref,
    base: { ref: data.base.ref, sha: data.base.sha },
    changedFiles: data.changed_files,
    draft: data.draft ?? false,
    bot: data.user?.type === 'Bot',
    labels: data.labels.map(({ name }) => name),
    updatedAt: data.updated_at,
  };
}
