import { headCommitShape } from '../shape/commit-shape.ts';
import type { Account } from '../world/account.ts';
import type { PullRequest } from '../world/pull-request.ts';
import type { World } from '../world/world.ts';
import { mergeCommit } from './change-pull-request.ts';
import { tellOfPull } from './open-pull-request.ts';

/** Puts a pull request into the merge queue: a branch of its own with the merge, whose checks GitHub asks for. */
export function enqueuePull(world: World, pull: PullRequest, by: Account): string {
  const { repository, base, number } = pull;
  const baseRef = `refs/heads/${base.ref}`;
  const tip = repository.refs.get(baseRef) ?? pull.head.sha;
  const sha = mergeCommit(world, pull, tip, by, `Merge pull request #${number}`);
  const headRef = `refs/heads/gh-readonly-queue/${base.ref}/pr-${number}-${tip}`;
  repository.refs.set(headRef, sha);
  tellOfPull(world, pull, 'enqueued', by);
  const head_commit = headCommitShape(sha, repository.store.commit(sha));
  const merge_group = { head_sha: sha, head_ref: headRef, base_sha: tip, base_ref: baseRef, head_commit };
  world.emit({
    name: 'merge_group',
    action: 'checks_requested',
    repository,
    sender: by,
    payload: { merge_group },
  });
  return sha;
}
