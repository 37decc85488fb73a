import {
  addLabel,
  closePull,
  mergePull,
  removeLabel,
  reopenPull,
  setBase,
  setDraft,
} from '../act/change-pull-request.ts';
import type { FileContents } from '../act/commit-files.ts';
import { commitFiles } from '../act/commit-files.ts';
import { addIssueComment } from '../act/issue-comments.ts';
import { enqueuePull } from '../act/merge-queue.ts';
import { moveBranch } from '../act/move-branch.ts';
import { addReview, reply, setResolved } from '../act/reviews.ts';
import { filesOf } from '../git/files-of.ts';
import type { Place } from '../pull/anchor.ts';
import { anchor } from '../pull/anchor.ts';
import type { Applied } from '../pull/apply-suggestion.ts';
import { applySuggestion } from '../pull/apply-suggestion.ts';
import type { PullFile } from '../pull/pull-files.ts';
import { pullFiles } from '../pull/pull-files.ts';
import type { Account } from '../world/account.ts';
import type { CheckRun } from '../world/check.ts';
import type { IssueComment, PullRequest, Review, ReviewComment, Thread } from '../world/pull-request.ts';
import type { Repository } from '../world/repository.ts';
import type { World } from '../world/world.ts';

/** What people do with a pull request on GitHub's pages; each tells the App as GitHub would. */
export class PullHandle {
  readonly pull: PullRequest;
  readonly #world: World;

  constructor(world: World, pull: PullRequest) {
    this.#world = world;
    this.pull = pull;
  }

  get number(): number {
    return this.pull.number;
  }

  get head(): string {
    return this.pull.head.sha;
  }

  get files(): readonly PullFile[] {
    return pullFiles(this.pull);
  }

  get comments(): readonly IssueComment[] {
    return [...this.pull.repository.issueComments.values()].filter(({ pull }) => pull === this.pull);
  }

  get reviews(): readonly Review[] {
    return [...this.pull.reviews.values()];
  }

  get threads(): readonly Thread[] {
    return [...this.pull.threads.values()];
  }

  /** Of the head commit, oldest first. */
  get checkRuns(): readonly CheckRun[] {
    return [...this.pull.repository.checkRuns.values()].filter(({ suite }) => suite.headSha === this.head);
  }

  /** Text of a file at the head; undefined where there is none. */
  text(path: string): string | undefined {
    const { store } = this.pull.repository;
    const entry = filesOf(store, store.commit(this.head).tree).get(path);
    return entry === undefined ? undefined : store.contentOf(entry).toString();
  }

  /** A commit more on the head branch; answers its id. */
  push(files: FileContents, message = 'Another commit', author: Account = this.pull.author): string {
    return this.#move([this.head], files, message, author);
  }

  /** The head's commits replaced by one on the merge base's side: what a force-push after a rebase does. */
  forcePush(files: FileContents, message = 'Rewritten', author: Account = this.pull.author): string {
    const parent = this.pull.repository.refs.get(`refs/heads/${this.pull.base.ref}`) ?? this.head;
    return this.#move([parent], files, message, author);
  }

  comment(body: string, author: Account = this.pull.author): IssueComment {
    return addIssueComment(this.#world, this.pull, author, body);
  }

  /** A comment on lines of the diff; throws where GitHub would refuse the place. */
  commentOn(place: Place, body: string, author: Account = this.pull.author): Thread {
    const placed = anchor(this.pull, this.head, place);
    if (!placed.ok) throw new Error(placed.problems.map(({ words }) => words).join(', '));
    const comments = [{ anchor: placed.anchor, body }];
    const review = addReview(this.#world, this.pull, {
      author,
      commit: this.head,
      body: '',
      state: 'COMMENTED',
      comments,
    });
    const thread = this.threads.find((one) => one.comments[0]?.review === review);
    if (thread === undefined) throw new Error('The comment started no thread.');
    return thread;
  }

  reply(thread: Thread, body: string, author: Account = this.pull.author): ReviewComment {
    return reply(this.#world, thread, author, body);
  }

  resolve(thread: Thread, by: Account = this.pull.author): void {
    setResolved(thread, true, by);
  }

  unresolve(thread: Thread, by: Account = this.pull.author): void {
    setResolved(thread, false, by);
  }

  /** `Commit suggestion`; on success the file is committed to the head branch and the thread resolved. */
  commitSuggestion(thread: Thread, by: Account = this.pull.author): Applied {
    const applied = applySuggestion(thread);
    if (!applied.ok) return applied;
    this.#move([this.head], { [applied.path]: applied.text }, `Update ${applied.path}`, by);
    setResolved(thread, true, by);
    return applied;
  }

  label(name: string, by: Account = this.pull.author): void {
    addLabel(this.#world, this.pull, name, by);
  }

  unlabel(name: string, by: Account = this.pull.author): void {
    removeLabel(this.#world, this.pull, name, by);
  }

  close(by: Account = this.pull.author): void {
    closePull(this.#world, this.pull, by);
  }

  reopen(by: Account = this.pull.author): void {
    reopenPull(this.#world, this.pull, by);
  }

  merge(by: Account = this.pull.repository.owner): string {
    return mergePull(this.#world, this.pull, by);
  }

  /** Into the merge queue; answers the commit whose checks GitHub then asks for. */
  enqueue(by: Account = this.pull.repository.owner): string {
    return enqueuePull(this.#world, this.pull, by);
  }

  draft(by: Account = this.pull.author): void {
    setDraft(this.#world, this.pull, true, by);
  }

  ready(by: Account = this.pull.author): void {
    setDraft(this.#world, this.pull, false, by);
  }

  aimAt(branch: string, by: Account = this.pull.author): void {
    setBase(this.#world, this.pull, branch, by);
  }

  #move(parents: readonly string[], files: FileContents, message: string, author: Account): string {
    const repository: Repository = this.pull.head.repository ?? this.pull.repository;
    const sha = commitFiles(this.#world, repository, { parents, author, message, files });
    moveBranch(this.#world, repository, this.pull.head.ref, sha, author);
    return sha;
  }
}
