import type { PullHandle } from '../github/control/pull-handle.ts';
import type { RepositoryHandle } from '../github/control/repository-handle.ts';
import type { StandIn } from '../github/control/stand-in.ts';
import type { Account } from '../github/world/account.ts';

/** Who is at work in the sample repository. */
export interface People {
  /** Owns it. */
  readonly maintainer: Account;
  /** Opens the pull request, and may push. */
  readonly author: Account;
  /** May only read. */
  readonly visitor: Account;
}

/** What there is to show. */
export interface Shown {
  readonly standIn: StandIn;
  readonly repository: RepositoryHandle;
  readonly people: People;
}

/** One pull request of it. */
export interface ShownPull extends Shown {
  readonly pull: PullHandle;
  /** Of its page, without a slash at the end; forms post below it. */
  readonly path: string;
}
