import type { Account } from './account.ts';
import type { App, Installation, Token } from './installation.ts';
import type { Repository } from './repository.ts';

/** Everything that the stand-in knows; handlers change it, shapes only read it. */
export interface World {
  /** `http://127.0.0.1:PORT`, no slash at the end. */
  readonly url: string;
  readonly app: App;
  /** By lower-case login. */
  readonly accounts: Map<string, Account>;
  /** By lower-case `owner/name`. */
  readonly repositories: Map<string, Repository>;
  readonly installations: Map<number, Installation>;
  readonly tokens: Map<string, Token>;
  /** What is told for a code that a manifest was given. */
  readonly manifestCodes: Map<string, { readonly secret: string; readonly pem: string }>;
  readonly now: () => Date;
  /** Ids are shared by all kinds, as nothing may rest on two kinds having the same. */
  readonly nextId: () => number;
  readonly emit: (event: Event) => void;
}

/** What happened, for the App to be told of. */
export interface Event {
  readonly name: string;
  readonly action?: string;
  readonly repository?: Repository;
  readonly installation?: Installation;
  readonly sender: Account;
  /** What stands in the payload beside action, repository, installation and sender. */
  readonly payload: Readonly<Record<string, unknown>>;
}
