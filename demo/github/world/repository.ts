import type { ObjectStore } from '../git/object-store.ts';
import type { Account, Role } from './account.ts';
import type { CheckRun, CheckSuite } from './check.ts';
import type { IssueComment, PullRequest, ReviewComment } from './pull-request.ts';

export interface Label {
  readonly id: number;
  readonly name: string;
}

export interface Repository {
  readonly id: number;
  readonly owner: Account;
  readonly name: string;
  readonly private: boolean;
  readonly defaultBranch: string;
  readonly parent: Repository | undefined;
  readonly createdAt: Date;
  /** Shared with every fork. */
  readonly store: ObjectStore;
  /** `refs/heads/main` → commit. */
  readonly refs: Map<string, string>;
  /** By lower-case login; the owner needs no entry. */
  readonly roles: Map<string, Role>;
  readonly labels: Map<string, Label>;
  readonly pulls: Map<number, PullRequest>;
  readonly issueComments: Map<number, IssueComment>;
  readonly reviewComments: Map<number, ReviewComment>;
  readonly checkSuites: Map<number, CheckSuite>;
  readonly checkRuns: Map<number, CheckRun>;
  deleted: boolean;
}
