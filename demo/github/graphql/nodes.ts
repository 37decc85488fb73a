import { filesOf } from '../git/files-of.ts';
import { commitsSince } from '../git/history.ts';
import { isBinary } from '../git/is-binary.ts';
import { baseSha } from '../pull/base-sha.ts';
import { currentPlace } from '../pull/current-place.ts';
import { isoTime } from '../shape/iso-time.ts';
import { nodeId } from '../shape/node-id.ts';
import { repositoryPage } from '../shape/urls.ts';
import type { Account } from '../world/account.ts';
import type { IssueComment, PullRequest, ReviewComment, Thread } from '../world/pull-request.ts';
import type { Repository } from '../world/repository.ts';
import type { World } from '../world/world.ts';
import type { PageArguments } from './connection.ts';
import { connection } from './connection.ts';
import { problem } from './problem.ts';

/** Bytes of a file that GraphQL shows, at most. */
const MOST_SHOWN = 512 * 1024;

/** What GraphQL sees of each thing, as graphql-js's default resolvers read it: values, and functions of arguments. */
export function repositoryNode(world: World, repository: Repository) {
  return {
    __typename: 'Repository',
    id: nodeId('Repository', repository.id),
    databaseId: repository.id,
    name: repository.name,
    nameWithOwner: `${repository.owner.login}/${repository.name}`,
    url: repositoryPage(world, repository),
    isPrivate: repository.private,
    owner: actorNode(world, repository.owner),
    object: ({ expression }: { expression?: string }) => objectNode(repository, expression ?? ''),
    pullRequest: ({ number }: { number: number }) => {
      const pull = repository.pulls.get(number);
      if (pull !== undefined) return pullNode(world, pull);
      throw problem('NOT_FOUND', `Could not resolve to a PullRequest with the number of ${number}.`);
    },
  };
}

/** What `COMMIT:PATH` names; nothing where there is nothing. */
function objectNode(repository: Repository, expression: string) {
  const [, name = '', path = ''] = /^([^:]*):(.*)$/s.exec(expression) ?? [];
  const { refs, store } = repository;
  const commit = store.find(refs.get(name) ?? refs.get(`refs/heads/${name}`) ?? name);
  const entry = commit?.type === 'commit' ? filesOf(store, commit.tree).get(path) : undefined;
  if (entry === undefined || entry.mode === '160000') return null;
  const content = store.contentOf(entry);
  const shown = content.subarray(0, MOST_SHOWN);
  return {
    __typename: 'Blob',
    id: nodeId('Blob', entry.id),
    oid: entry.id,
    byteSize: content.length,
    isBinary: isBinary(content),
    isTruncated: shown.length < content.length,
    text: isBinary(content) ? null : shown.toString(),
  };
}

export function pullNode(world: World, pull: PullRequest): Record<string, unknown> {
  const { repository, head, base, number } = pull;
  const threads = [...pull.threads.values()];
  const comments = [...repository.issueComments.values()].filter((comment) => comment.pull === pull);
  return {
    __typename: 'PullRequest',
    id: nodeId('PullRequest', pull.id),
    databaseId: pull.id,
    number,
    title: pull.title,
    body: pull.body ?? '',
    url: `${repositoryPage(world, repository)}/pull/${number}`,
    isDraft: pull.draft,
    merged: pull.merged !== undefined,
    closed: pull.state === 'closed',
    state: pull.merged === undefined ? pull.state.toUpperCase() : 'MERGED',
    author: actorNode(world, pull.author),
    headRefName: head.ref,
    headRefOid: head.sha,
    baseRefName: base.ref,
    baseRefOid: () => baseSha(pull),
    isCrossRepository: head.repository !== repository,
    maintainerCanModify: pull.maintainerCanModify,
    headRepository: () => (head.repository === undefined ? null : repositoryNode(world, head.repository)),
    repository: () => repositoryNode(world, repository),
    commits: (args: PageArguments) =>
      connection(commitsSince(repository.store, baseSha(pull), head.sha), args, (oid) => ({
        commit: { oid },
      })),
    comments: (args: PageArguments) =>
      connection(comments, args, (comment) => issueCommentNode(world, comment)),
    reviewThreads: (args: PageArguments) => connection(threads, args, (thread) => threadNode(world, thread)),
  };
}

export function threadNode(world: World, thread: Thread): Record<string, unknown> {
  const { anchor, pull, resolvedBy, comments } = thread;
  const { place } = anchor;
  const now = currentPlace(thread);
  return {
    __typename: 'PullRequestReviewThread',
    id: nodeId('PullRequestReviewThread', thread.id),
    path: anchor.path,
    subjectType: place === undefined ? 'FILE' : 'LINE',
    diffSide: place?.side ?? 'RIGHT',
    startDiffSide: place?.startSide ?? null,
    line: now?.line ?? null,
    startLine: now?.startLine ?? null,
    originalLine: place?.line ?? null,
    originalStartLine: place?.startLine ?? null,
    isResolved: resolvedBy !== undefined,
    isCollapsed: resolvedBy !== undefined,
    isOutdated: place !== undefined && now === undefined,
    // A bot is no user to GitHub's schema.
    resolvedBy: resolvedBy?.type === 'User' ? actorNode(world, resolvedBy) : null,
    viewerCanReply: true,
    viewerCanResolve: resolvedBy === undefined,
    viewerCanUnresolve: resolvedBy !== undefined,
    pullRequest: () => pullNode(world, pull),
    comments: (args: PageArguments) =>
      connection(comments, args, (comment) => reviewCommentNode(world, comment)),
  };
}

export function reviewCommentNode(world: World, comment: ReviewComment): Record<string, unknown> {
  const { thread, replyTo } = comment;
  const { anchor, pull } = thread;
  const now = currentPlace(thread);
  return {
    __typename: 'PullRequestReviewComment',
    ...commentFields(world, comment, nodeId('PullRequestReviewComment', comment.id)),
    url: `${repositoryPage(world, pull.repository)}/pull/${pull.number}#discussion_r${comment.id}`,
    path: anchor.path,
    diffHunk: anchor.diffHunk,
    line: now?.line ?? null,
    startLine: now?.startLine ?? null,
    originalLine: anchor.place?.line ?? null,
    outdated: anchor.place !== undefined && now === undefined,
    commit: { oid: pull.head.sha },
    originalCommit: { oid: anchor.commit },
    replyTo: () => (replyTo === undefined ? null : reviewCommentNode(world, replyTo)),
    pullRequest: () => pullNode(world, pull),
  };
}

export function issueCommentNode(world: World, comment: IssueComment): Record<string, unknown> {
  const { pull } = comment;
  return {
    __typename: 'IssueComment',
    ...commentFields(world, comment, nodeId('IssueComment', comment.id)),
    url: `${repositoryPage(world, pull.repository)}/pull/${pull.number}#issuecomment-${comment.id}`,
    pullRequest: () => pullNode(world, pull),
  };
}

export function actorNode(world: World, { id, login, type }: Account) {
  return {
    __typename: type,
    id: nodeId(type, login),
    databaseId: id,
    // GraphQL names a bot without the `[bot]` that REST adds.
    login: type === 'Bot' ? login.replace(/\[bot\]$/, '') : login,
    url: `${world.url}/${encodeURIComponent(login)}`,
    avatarUrl: `${world.url}/avatars/${id}`,
  };
}

function commentFields(world: World, comment: IssueComment | ReviewComment, id: string) {
  const { author, body, createdAt, updatedAt, minimized } = comment;
  return {
    id,
    databaseId: comment.id,
    fullDatabaseId: String(comment.id),
    author: actorNode(world, author),
    body,
    createdAt: isoTime(createdAt),
    updatedAt: isoTime(updatedAt),
    isMinimized: minimized !== undefined,
    minimizedReason: minimized ?? null,
  };
}
