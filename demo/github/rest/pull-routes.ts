import { commitsSince } from '../git/history.ts';
import { read } from '../http/access.ts';
import { paged } from '../http/paged.ts';
import { json } from '../http/reply.ts';
import type { Route } from '../http/route.ts';
import { repositoryRoute } from '../http/route.ts';
import { baseSha } from '../pull/base-sha.ts';
import { pullFiles } from '../pull/pull-files.ts';
import { commitShape } from '../shape/commit-shape.ts';
import { diffEntryShape } from '../shape/diff-entry-shape.ts';
import { pullRequestShape, pullRequestSimpleShape } from '../shape/pull-request-shape.ts';
import { pullOf } from './pull-of.ts';

/** GitHub lists no more of either. */
const MOST_FILES = 3_000;
const MOST_COMMITS = 250;

export const pullRoutes: readonly Route[] = [
  repositoryRoute('get', '/pulls', read('pull_requests'), (call, repository) => {
    const { searchParams } = call.url;
    const [state, head, base] = [
      searchParams.get('state') ?? 'open',
      searchParams.get('head'),
      searchParams.get('base'),
    ];
    const pulls = [...repository.pulls.values()]
      .filter((pull) => state === 'all' || pull.state === state)
      .filter((pull) => head === null || `${pull.head.owner.login}:${pull.head.ref}` === head)
      .filter((pull) => base === null || pull.base.ref === base)
      .reverse();
    return paged(call, pulls, (pull) => pullRequestSimpleShape(call.world, pull));
  }),
  repositoryRoute('get', '/pulls/{pull_number}', read('pull_requests'), (call, repository) => {
    return json(pullRequestShape(call.world, pullOf(call, repository)));
  }),
  repositoryRoute('get', '/pulls/{pull_number}/files', read('pull_requests'), (call, repository) => {
    const pull = pullOf(call, repository);
    const files = pullFiles(pull).slice(0, MOST_FILES);
    return paged(call, files, (file) => diffEntryShape(call.world, repository, pull.head.sha, file));
  }),
  repositoryRoute('get', '/pulls/{pull_number}/commits', read('pull_requests'), (call, repository) => {
    const pull = pullOf(call, repository);
    const commits = commitsSince(repository.store, baseSha(pull), pull.head.sha).slice(0, MOST_COMMITS);
    return paged(call, commits, (sha) => commitShape(call.world, repository, sha));
  }),
];
