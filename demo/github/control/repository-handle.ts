import { accountNamed } from '../act/account-named.ts';
import type { FileContents } from '../act/commit-files.ts';
import { commitFiles } from '../act/commit-files.ts';
import { createRepository } from '../act/create-repository.ts';
import { deleteBranch } from '../act/delete-branch.ts';
import { moveBranch } from '../act/move-branch.ts';
import { openPullRequest } from '../act/open-pull-request.ts';
import type { Account, Role } from '../world/account.ts';
import type { CheckRun } from '../world/check.ts';
import type { Repository } from '../world/repository.ts';
import type { World } from '../world/world.ts';
import { PullHandle } from './pull-handle.ts';

export interface CommitOptions {
  /** The default branch unless named; a new one starts at the default branch. */
  readonly branch?: string;
  readonly author?: Account;
  readonly message?: string;
  /** Files that are not named are gone. */
  readonly whole?: boolean;
}

export interface PullOptions {
  readonly title?: string;
  readonly body?: string;
  readonly author?: Account;
  /** Where its commits are to be, the repository itself unless a fork is named. */
  readonly from?: RepositoryHandle;
  readonly branch?: string;
  readonly base?: string;
  readonly draft?: boolean;
  readonly maintainerCanModify?: boolean;
}

/** A repository, its files and people. */
export class RepositoryHandle {
  readonly repository: Repository;
  readonly #world: World;

  constructor(world: World, repository: Repository) {
    this.#world = world;
    this.repository = repository;
  }

  get owner(): string {
    return this.repository.owner.login;
  }

  get name(): string {
    return this.repository.name;
  }

  get checkRuns(): readonly CheckRun[] {
    return [...this.repository.checkRuns.values()];
  }

  /** Commits to a branch and lets the App hear of the push; answers the commit's id. */
  commit(files: FileContents, options: CommitOptions = {}): string {
    const { refs, defaultBranch } = this.repository;
    const branch = options.branch ?? defaultBranch;
    const author = options.author ?? this.#person();
    const parent = refs.get(`refs/heads/${branch}`) ?? refs.get(`refs/heads/${defaultBranch}`);
    const sha = commitFiles(this.#world, this.repository, {
      parents: parent === undefined ? [] : [parent],
      author,
      message: options.message ?? 'A commit',
      files,
      whole: options.whole ?? false,
    });
    moveBranch(this.#world, this.repository, branch, sha, author);
    return sha;
  }

  /** Lets a branch, new or not, point at a commit. */
  setBranch(branch: string, sha: string, by: Account = this.#person()): void {
    moveBranch(this.#world, this.repository, branch, sha, by);
  }

  /** Pull requests from it and onto it are closed. */
  deleteBranch(branch: string, by: Account = this.#person()): void {
    deleteBranch(this.#world, this.repository, branch, by);
  }

  /** Commits the files to a branch of their own, here or in the fork, and asks for them to be pulled. */
  openPullRequest(files: FileContents, options: PullOptions = {}): PullHandle {
    const from = options.from ?? this;
    const branch = options.branch ?? `change-${this.repository.pulls.size + 1}`;
    const author = options.author ?? (options.from === undefined ? this.#person() : from.repository.owner);
    from.commit(files, { branch, author, message: options.title ?? 'A change' });
    const pull = openPullRequest(this.#world, this.repository, {
      title: options.title ?? 'A change',
      body: options.body,
      author,
      head: { repository: from.repository, ref: branch },
      base: options.base ?? this.repository.defaultBranch,
      draft: options.draft ?? false,
      maintainerCanModify: options.maintainerCanModify ?? false,
    });
    return new PullHandle(this.#world, pull);
  }

  fork(owner: string): RepositoryHandle {
    const account = accountNamed(this.#world, owner);
    const { name } = this.repository;
    const fork = createRepository(this.#world, { owner: account, name, parent: this.repository });
    return new RepositoryHandle(this.#world, fork);
  }

  /** Pull requests from it stay, with `head.repo` null. */
  delete(): void {
    this.repository.deleted = true;
    for (const { pulls } of this.#world.repositories.values()) {
      for (const { head } of pulls.values())
        if (head.repository === this.repository) head.repository = undefined;
    }
  }

  setRole(login: string, role: Role): Account {
    const account = accountNamed(this.#world, login);
    this.repository.roles.set(login.toLowerCase(), role);
    return account;
  }

  /** Whoever does what nobody is named for: the owner, or a member of an organisation. */
  #person(): Account {
    const { owner } = this.repository;
    return owner.type === 'User' ? owner : accountNamed(this.#world, `${owner.login}-member`);
  }
}
