import type { PullRequest } from '../world/pull-request.ts';

/** The tip of the base branch, which is not what the pull request started from. */
export function baseSha({ repository, base, merged }: PullRequest): string {
  const tip = repository.refs.get(`refs/heads/${base.ref}`) ?? base.last;
  if (tip === undefined) throw new Error(`There is no branch ${base.ref}.`);
  // Of a merged pull request, what it was merged into.
  return merged === undefined ? tip : (repository.store.commit(merged.commit).parents[0] ?? tip);
}
