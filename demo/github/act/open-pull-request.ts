import { pullRequestShape } from '../shape/pull-request-shape.ts';
import type { Account } from '../world/account.ts';
import type { PullRequest } from '../world/pull-request.ts';
import type { Repository } from '../world/repository.ts';
import type { World } from '../world/world.ts';

export interface NewPullRequest {
  readonly title: string;
  readonly author: Account;
  readonly body?: string | undefined;
  /** The repository itself or a fork of it. */
  readonly head: { readonly repository: Repository; readonly ref: string };
  readonly base: string;
  readonly draft?: boolean;
  readonly maintainerCanModify?: boolean;
}

/** Opens it and tells the App. */
export function openPullRequest(world: World, repository: Repository, wanted: NewPullRequest): PullRequest {
  const { title, author, body, head, base } = wanted;
  const sha = head.repository.refs.get(`refs/heads/${head.ref}`);
  if (sha === undefined) throw new Error(`There is no branch ${head.ref}.`);
  const now = world.now();
  const pull: PullRequest = {
    id: world.nextId(),
    number: repository.pulls.size + 1,
    repository,
    author,
    createdAt: now,
    updatedAt: now,
    head: { owner: head.repository.owner, ref: head.ref, repository: head.repository, sha },
    base: { ref: base, last: undefined },
    maintainerCanModify: wanted.maintainerCanModify ?? false,
    labels: new Map(),
    reviews: new Map(),
    threads: new Map(),
    title,
    body,
    draft: wanted.draft ?? false,
    state: 'open',
    merged: undefined,
    closedAt: undefined,
  };
  repository.pulls.set(pull.number, pull);
  repository.refs.set(`refs/pull/${pull.number}/head`, sha);
  tellOfPull(world, pull, 'opened', author);
  return pull;
}

/** Emits a `pull_request` event with whatever else its action carries. */
export function tellOfPull(
  world: World,
  pull: PullRequest,
  action: string,
  sender: Account,
  more: Readonly<Record<string, unknown>> = {},
): void {
  const payload = { number: pull.number, pull_request: pullRequestShape(world, pull), ...more };
  world.emit({ name: 'pull_request', action, repository: pull.repository, sender, payload });
}
