import { commitsSince } from '../git/history.ts';
import { baseSha } from '../pull/base-sha.ts';
import { pullFiles } from '../pull/pull-files.ts';
import type { PullRequest } from '../world/pull-request.ts';
import type { World } from '../world/world.ts';
import { accountShape } from './account-shape.ts';
import { association } from './association.ts';
import { isoTime, isoTimeOrNull } from './iso-time.ts';
import { labelShape } from './label-shape.ts';
import { nodeId } from './node-id.ts';
import { repositoryShape } from './repository-shape.ts';
import { repositoryApiUrl, repositoryPage } from './urls.ts';

/** As pull requests are listed. */
export function pullRequestSimpleShape(world: World, pull: PullRequest) {
  const { repository, number, head, base } = pull;
  const api = repositoryApiUrl(world, repository);
  const [url, issue] = [`${api}/pulls/${number}`, `${api}/issues/${number}`];
  const html = `${repositoryPage(world, repository)}/pull/${number}`;
  const statuses = `${api}/statuses/${head.sha}`;
  return {
    url,
    id: pull.id,
    node_id: nodeId('PullRequest', pull.id),
    html_url: html,
    diff_url: `${html}.diff`,
    patch_url: `${html}.patch`,
    issue_url: issue,
    number,
    state: pull.state,
    locked: false,
    title: pull.title,
    user: accountShape(world, pull.author),
    body: pull.body ?? null,
    created_at: isoTime(pull.createdAt),
    updated_at: isoTime(pull.updatedAt),
    closed_at: isoTimeOrNull(pull.closedAt),
    merged_at: isoTimeOrNull(pull.merged?.at),
    merge_commit_sha: pull.merged?.commit ?? null,
    assignee: null,
    assignees: [],
    requested_reviewers: [],
    requested_teams: [],
    labels: [...pull.labels.values()].map((label) => labelShape(world, repository, label)),
    milestone: null,
    draft: pull.draft,
    commits_url: `${url}/commits`,
    review_comments_url: `${url}/comments`,
    review_comment_url: `${api}/pulls/comments{/number}`,
    comments_url: `${issue}/comments`,
    statuses_url: statuses,
    head: {
      label: `${head.owner.login}:${head.ref}`,
      ref: head.ref,
      sha: head.sha,
      user: accountShape(world, head.owner),
      repo: head.repository === undefined ? null : repositoryShape(world, head.repository),
    },
    base: {
      label: `${repository.owner.login}:${base.ref}`,
      ref: base.ref,
      sha: baseSha(pull),
      user: accountShape(world, repository.owner),
      repo: repositoryShape(world, repository),
    },
    _links: {
      self: { href: url },
      html: { href: html },
      issue: { href: issue },
      comments: { href: `${issue}/comments` },
      review_comments: { href: `${url}/comments` },
      review_comment: { href: `${api}/pulls/comments{/number}` },
      commits: { href: `${url}/commits` },
      statuses: { href: statuses },
    },
    author_association: association(repository, pull.author),
    auto_merge: null,
    active_lock_reason: null,
  };
}

/** As one pull request is given, with its counts. */
export function pullRequestShape(world: World, pull: PullRequest) {
  const files = pullFiles(pull);
  const { repository, merged } = pull;
  const comments = [...repository.issueComments.values()].filter((comment) => comment.pull === pull);
  const reviewComments = [...pull.threads.values()].flatMap((thread) => thread.comments);
  return {
    ...pullRequestSimpleShape(world, pull),
    merged: merged !== undefined,
    mergeable: merged === undefined ? true : null,
    rebaseable: merged === undefined ? true : null,
    mergeable_state: merged === undefined ? 'clean' : 'unknown',
    merged_by: merged === undefined ? null : accountShape(world, merged.by),
    comments: comments.length,
    review_comments: reviewComments.length,
    maintainer_can_modify: pull.maintainerCanModify,
    commits: commitsSince(repository.store, baseSha(pull), pull.head.sha).length,
    additions: files.reduce((sum, { diff }) => sum + diff.additions, 0),
    deletions: files.reduce((sum, { diff }) => sum + diff.deletions, 0),
    changed_files: files.length,
  };
}

/** As checks name the pull requests of their commit. */
export function pullRequestMinimalShape(world: World, { id, number, repository, head, base }: PullRequest) {
  const named = ({ id, name }: { id: number; name: string }, url: string) => ({ id, url, name });
  const baseRepository = named(repository, repositoryApiUrl(world, repository));
  return {
    id,
    number,
    url: `${repositoryApiUrl(world, repository)}/pulls/${number}`,
    head: { ref: head.ref, sha: head.sha, repo: baseRepository },
    base: {
      ref: base.ref,
      sha: repository.refs.get(`refs/heads/${base.ref}`) ?? head.sha,
      repo: baseRepository,
    },
  };
}
