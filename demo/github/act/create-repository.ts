import { ObjectStore } from '../git/object-store.ts';
import type { Account } from '../world/account.ts';
import type { Repository } from '../world/repository.ts';
import type { World } from '../world/world.ts';

export interface NewRepository {
  readonly owner: Account;
  readonly name: string;
  readonly private?: boolean;
  readonly defaultBranch?: string;
  /** Of a fork: objects are shared, branches copied. */
  readonly parent?: Repository;
}

/** A repository without a commit; a fork has its parent's branches. */
export function createRepository(world: World, wanted: NewRepository): Repository {
  const { owner, name, parent } = wanted;
  const repository: Repository = {
    id: world.nextId(),
    owner,
    name,
    private: wanted.private ?? false,
    defaultBranch: wanted.defaultBranch ?? parent?.defaultBranch ?? 'main',
    parent,
    createdAt: world.now(),
    store: parent?.store ?? new ObjectStore(),
    refs: new Map([...(parent?.refs ?? [])].filter(([ref]) => ref.startsWith('refs/heads/'))),
    roles: new Map(),
    labels: new Map(),
    pulls: new Map(),
    issueComments: new Map(),
    reviewComments: new Map(),
    checkSuites: new Map(),
    checkRuns: new Map(),
    deleted: false,
  };
  world.repositories.set(`${owner.login}/${name}`.toLowerCase(), repository);
  return repository;
}
