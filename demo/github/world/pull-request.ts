import type { Account } from './account.ts';
import type { Label, Repository } from './repository.ts';

export type Emoji = '+1' | '-1' | 'laugh' | 'confused' | 'heart' | 'hooray' | 'rocket' | 'eyes';

export interface Reaction {
  readonly id: number;
  readonly content: Emoji;
  readonly account: Account;
  readonly createdAt: Date;
}

export interface PullRequest {
  readonly id: number;
  readonly number: number;
  readonly repository: Repository;
  readonly author: Account;
  readonly createdAt: Date;
  /** The account stays known when a fork is deleted. */
  readonly head: {
    readonly owner: Account;
    readonly ref: string;
    repository: Repository | undefined;
    sha: string;
  };
  readonly base: {
    ref: string;
    /** What a branch that is gone last pointed at. */
    last: string | undefined;
  };
  readonly maintainerCanModify: boolean;
  readonly labels: Map<string, Label>;
  readonly reviews: Map<number, Review>;
  readonly threads: Map<number, Thread>;
  title: string;
  body: string | undefined;
  draft: boolean;
  state: 'open' | 'closed';
  merged: { readonly by: Account; readonly at: Date; readonly commit: string } | undefined;
  closedAt: Date | undefined;
  updatedAt: Date;
}

export interface IssueComment {
  readonly id: number;
  readonly pull: PullRequest;
  readonly author: Account;
  readonly createdAt: Date;
  readonly reactions: Map<number, Reaction>;
  body: string;
  updatedAt: Date;
  minimized: string | undefined;
}

export type ReviewState = 'PENDING' | 'COMMENTED' | 'APPROVED' | 'CHANGES_REQUESTED' | 'DISMISSED';

export interface Review {
  readonly id: number;
  readonly pull: PullRequest;
  readonly author: Account;
  readonly commit: string;
  body: string;
  state: ReviewState;
  submittedAt: Date | undefined;
}

export type Side = 'LEFT' | 'RIGHT';

/** Where a thread was put, in the file as it stood at `commit`; lines count from 1, `line` is the last one. */
export interface Anchor {
  readonly path: string;
  readonly commit: string;
  readonly diffHunk: string;
  /** Undefined for a comment on the whole file. */
  readonly place:
    | {
        readonly line: number;
        readonly side: Side;
        readonly startLine?: number;
        readonly startSide?: Side;
        readonly position: number;
      }
    | undefined;
}

export interface Thread {
  readonly id: number;
  readonly pull: PullRequest;
  readonly anchor: Anchor;
  readonly comments: ReviewComment[];
  resolvedBy: Account | undefined;
}

export interface ReviewComment {
  readonly id: number;
  readonly thread: Thread;
  readonly review: Review;
  readonly author: Account;
  readonly createdAt: Date;
  readonly reactions: Map<number, Reaction>;
  readonly replyTo: ReviewComment | undefined;
  body: string;
  updatedAt: Date;
  minimized: string | undefined;
}
