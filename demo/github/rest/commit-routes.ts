import { commitsSince, mergeBase } from '../git/history.ts';
import { read } from '../http/access.ts';
import type { Call } from '../http/call.ts';
import { param } from '../http/call.ts';
import { paged } from '../http/paged.ts';
import { notFound } from '../http/refusal.ts';
import { json } from '../http/reply.ts';
import type { Route } from '../http/route.ts';
import { repositoryRoute } from '../http/route.ts';
import { filesBetween } from '../pull/pull-files.ts';
import { commitShape } from '../shape/commit-shape.ts';
import { diffEntryShape } from '../shape/diff-entry-shape.ts';
import { pullRequestSimpleShape } from '../shape/pull-request-shape.ts';
import { repositoryApiUrl, repositoryPage } from '../shape/urls.ts';
import type { Repository } from '../world/repository.ts';
import { commitNamed } from './object-named.ts';

/** A comparison names no more files. */
const MOST_FILES = 300;

export const commitRoutes: readonly Route[] = [
  repositoryRoute('get', '/commits/{ref}', read('contents'), (call, repository) => {
    const { sha, commit } = commitNamed(repository, param(call, 'ref'));
    const files = filesBetween(repository.store, commit.parents[0], sha);
    const additions = files.reduce((sum, { diff }) => sum + diff.additions, 0);
    const deletions = files.reduce((sum, { diff }) => sum + diff.deletions, 0);
    return json({
      ...commitShape(call.world, repository, sha),
      stats: { additions, deletions, total: additions + deletions },
      files: files.slice(0, MOST_FILES).map((file) => diffEntryShape(call.world, repository, sha, file)),
    });
  }),
  repositoryRoute('get', '/commits/{commit_sha}/pulls', read('pull_requests'), (call, repository) => {
    const sha = param(call, 'commit_sha');
    const pulls = [...repository.pulls.values()].filter(
      ({ head, merged }) => head.sha === sha || merged?.commit === sha,
    );
    return paged(call, pulls, (pull) => pullRequestSimpleShape(call.world, pull));
  }),
  repositoryRoute('get', '/compare/{basehead}', read('contents'), compare),
];

function compare(call: Call, repository: Repository) {
  const { world } = call;
  const { store } = repository;
  const [baseName = '', headName = ''] = param(call, 'basehead').split('...');
  const [base, head] = [sideOf(call, repository, baseName), sideOf(call, repository, headName)];
  const shared = mergeBase(store, base, head);
  if (shared === undefined) throw notFound();
  const ahead = commitsSince(store, base, head);
  const behind = commitsSince(store, head, base).length;
  const compared = `compare/${baseName}...${headName}`;
  const page = `${repositoryPage(world, repository)}/${compared}`;
  const files = filesBetween(store, shared, head).slice(0, MOST_FILES);
  return paged(
    call,
    ahead,
    (sha) => commitShape(world, repository, sha),
    (commits) => ({
      url: `${repositoryApiUrl(world, repository)}/${compared}`,
      html_url: page,
      permalink_url: page,
      diff_url: `${page}.diff`,
      patch_url: `${page}.patch`,
      base_commit: commitShape(world, repository, base),
      merge_base_commit: commitShape(world, repository, shared),
      status: statusOf(ahead.length, behind),
      ahead_by: ahead.length,
      behind_by: behind,
      total_commits: ahead.length,
      commits,
      files: files.map((file) => diffEntryShape(world, repository, head, file)),
    }),
  );
}

/** `branch`, `owner:branch` of a fork, or an id, which may be of a fork too. */
function sideOf({ world }: Call, repository: Repository, name: string): string {
  const [, owner, branch] = /^([^:]+):(.+)$/.exec(name) ?? [];
  if (owner === undefined || branch === undefined) return commitNamed(repository, name).sha;
  const fork = [...world.repositories.values()].find(
    (other) => other.owner.login.toLowerCase() === owner.toLowerCase() && other.store === repository.store,
  );
  if (fork === undefined) throw notFound();
  return commitNamed(fork, branch).sha;
}

function statusOf(ahead: number, behind: number): string {
  if (ahead > 0) return behind > 0 ? 'diverged' : 'ahead';
  return behind > 0 ? 'behind' : 'identical';
}
