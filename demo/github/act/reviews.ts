import { pullRequestSimpleShape } from '../shape/pull-request-shape.ts';
import { reviewCommentShape } from '../shape/review-comment-shape.ts';
import { reviewShape } from '../shape/review-shape.ts';
import type { Account } from '../world/account.ts';
import type {
  Anchor,
  PullRequest,
  Review,
  ReviewComment,
  ReviewState,
  Thread,
} from '../world/pull-request.ts';
import type { World } from '../world/world.ts';

export interface NewReview {
  readonly author: Account;
  readonly commit: string;
  readonly body: string;
  readonly state: ReviewState;
  readonly comments: readonly { readonly anchor: Anchor; readonly body: string }[];
}

/** A review with its threads, places already judged; unless pending, the App is told. */
export function addReview(world: World, pull: PullRequest, wanted: NewReview): Review {
  const { author, commit, body, state, comments } = wanted;
  const submittedAt = state === 'PENDING' ? undefined : world.now();
  const review: Review = { id: world.nextId(), pull, author, commit, body, state, submittedAt };
  pull.reviews.set(review.id, review);
  for (const { anchor, body } of comments) addThread(world, review, anchor, body);
  if (state !== 'PENDING') tellOfReview(world, review, author);
  return review;
}

/** Lets a pending review be seen. */
export function submitReview(world: World, review: Review, state: ReviewState, body: string): void {
  review.state = state;
  review.body = body;
  review.submittedAt = world.now();
  tellOfReview(world, review, review.author);
}

/** An answer in a thread, as a review of its own, as on GitHub. */
export function reply(world: World, thread: Thread, author: Account, body: string): ReviewComment {
  const { pull } = thread;
  const review = addReview(world, pull, {
    author,
    commit: pull.head.sha,
    body: '',
    state: 'COMMENTED',
    comments: [],
  });
  const comment = addComment(world, review, thread, body);
  tellOfReviewComment(world, comment, 'created', author);
  return comment;
}

export function editReviewComment(world: World, comment: ReviewComment, body: string, by: Account): void {
  const from = comment.body;
  comment.body = body;
  comment.updatedAt = world.now();
  tellOfReviewComment(world, comment, 'edited', by, { changes: { body: { from } } });
}

/** A thread without comments is gone. */
export function deleteReviewComment(world: World, comment: ReviewComment, by: Account): void {
  const { thread } = comment;
  tellOfReviewComment(world, comment, 'deleted', by);
  thread.comments.splice(thread.comments.indexOf(comment), 1);
  thread.pull.repository.reviewComments.delete(comment.id);
  if (thread.comments.length === 0) thread.pull.threads.delete(thread.id);
}

/** The event of it is one that the App does not ask for. */
export function setResolved(thread: Thread, resolved: boolean, by: Account): void {
  if (resolved !== (thread.resolvedBy !== undefined)) thread.resolvedBy = resolved ? by : undefined;
}

function addThread(world: World, review: Review, anchor: Anchor, body: string): void {
  const { pull } = review;
  const thread: Thread = { id: world.nextId(), pull, anchor, comments: [], resolvedBy: undefined };
  pull.threads.set(thread.id, thread);
  addComment(world, review, thread, body);
}

function addComment(world: World, review: Review, thread: Thread, body: string): ReviewComment {
  const now = world.now();
  const comment: ReviewComment = {
    id: world.nextId(),
    thread,
    review,
    author: review.author,
    createdAt: now,
    updatedAt: now,
    reactions: new Map(),
    replyTo: thread.comments[0],
    body,
    minimized: undefined,
  };
  thread.comments.push(comment);
  thread.pull.repository.reviewComments.set(comment.id, comment);
  return comment;
}

function tellOfReview(world: World, review: Review, sender: Account): void {
  const { pull } = review;
  const shape = reviewShape(world, review);
  world.emit({
    name: 'pull_request_review',
    action: 'submitted',
    repository: pull.repository,
    sender,
    payload: {
      review: { ...shape, state: shape.state.toLowerCase() },
      pull_request: pullRequestSimpleShape(world, pull),
    },
  });
  for (const { comments } of pull.threads.values()) {
    const [first] = comments;
    if (first?.review === review) tellOfReviewComment(world, first, 'created', sender);
  }
}

function tellOfReviewComment(
  world: World,
  comment: ReviewComment,
  action: string,
  sender: Account,
  more: object = {},
): void {
  const { pull } = comment.thread;
  const shape = reviewCommentShape(world, comment);
  world.emit({
    name: 'pull_request_review_comment',
    action,
    repository: pull.repository,
    sender,
    payload: { comment: shape, pull_request: pullRequestSimpleShape(world, pull), ...more },
  });
}
