import { commitsSince, isFastForward } from '../git/history.ts';
import { filesBetween } from '../pull/pull-files.ts';
import { headCommitShape } from '../shape/commit-shape.ts';
import { repositoryPage } from '../shape/urls.ts';
import type { Account } from '../world/account.ts';
import type { Repository } from '../world/repository.ts';
import type { World } from '../world/world.ts';

const NOTHING = '0'.repeat(40);
/** GitHub names no more of a push. */
const MOST_COMMITS = 2048;

export interface Push {
  readonly ref: string;
  /** Undefined of a branch that is new. */
  readonly before: string | undefined;
  /** Undefined of a branch that is gone. */
  readonly after: string | undefined;
  readonly by: Account;
}

export function pushPayload(world: World, repository: Repository, { ref, before, after, by }: Push) {
  const { store } = repository;
  const page = repositoryPage(world, repository);
  const fresh = pushed(repository, before, after).slice(-MOST_COMMITS);
  const commits = fresh.map((sha) => {
    const commit = store.commit(sha);
    const files = filesBetween(store, commit.parents[0], sha).map(({ change }) => change);
    const paths = (...statuses: readonly string[]) =>
      files.filter(({ status }) => statuses.includes(status)).map(({ path }) => path);
    const moved = files.flatMap((file) => (file.status === 'renamed' ? [file.previousPath] : []));
    return {
      ...headCommitShape(sha, commit),
      distinct: true,
      url: `${page}/commit/${sha}`,
      added: paths('added', 'renamed'),
      removed: [...paths('removed'), ...moved],
      modified: paths('modified'),
    };
  });
  return {
    ref,
    before: before ?? NOTHING,
    after: after ?? NOTHING,
    created: before === undefined,
    deleted: after === undefined,
    forced: before !== undefined && after !== undefined && !isFastForward(store, before, after),
    base_ref: null,
    compare: `${page}/compare/${(before ?? NOTHING).slice(0, 12)}...${(after ?? NOTHING).slice(0, 12)}`,
    commits,
    head_commit: commits.at(-1) ?? null,
    pusher: { name: by.login, email: `${by.login}@users.noreply.example.com` },
  };
}

function pushed(
  { store }: Repository,
  before: string | undefined,
  after: string | undefined,
): readonly string[] {
  if (after === undefined) return [];
  return before === undefined ? [after] : commitsSince(store, before, after);
}
