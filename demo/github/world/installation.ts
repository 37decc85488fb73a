import type { Account } from './account.ts';
import type { Repository } from './repository.ts';

export type Level = 'read' | 'write';

/** By GitHub's names: `contents`, `pull_requests`, `checks`, … */
export type Permissions = Readonly<Record<string, Level>>;

/** The App; a key whose private half leaked or was replaced is taken from `keys`. */
export interface App {
  readonly id: number;
  readonly slug: string;
  readonly name: string;
  readonly owner: Account;
  readonly bot: Account;
  readonly permissions: Permissions;
  readonly events: readonly string[];
  /** Public halves, PEM. */
  readonly keys: Set<string>;
}

export interface Installation {
  readonly id: number;
  readonly account: Account;
  readonly createdAt: Date;
  permissions: Permissions;
  /** `all` that the account owns, now and later. */
  repositories: 'all' | Set<Repository>;
  suspended: boolean;
}

/** Whoever a token speaks for. */
export type Actor =
  | { readonly kind: 'app' }
  | {
      readonly kind: 'installation';
      readonly installation: Installation;
      readonly account: Account;
      readonly permissions: Permissions;
      /** Narrower than the installation where the token was asked for so. */
      readonly repositories?: ReadonlySet<number>;
    }
  | {
      readonly kind: 'workflow';
      readonly account: Account;
      readonly permissions: Permissions;
      readonly repository: Repository;
    }
  | { readonly kind: 'user'; readonly account: Account }
  | { readonly kind: 'nobody' };

export interface Token {
  readonly actor: Actor;
  readonly expiresAt: Date;
}
