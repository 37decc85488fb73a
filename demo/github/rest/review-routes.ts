import { z } from 'zod';
import { addReview, submitReview } from '../act/reviews.ts';
import { read, write } from '../http/access.ts';
import type { Call } from '../http/call.ts';
import { author, bodyOf, numberParam } from '../http/call.ts';
import { paged } from '../http/paged.ts';
import { notFound, unprocessable } from '../http/refusal.ts';
import { json } from '../http/reply.ts';
import type { Route } from '../http/route.ts';
import { repositoryRoute } from '../http/route.ts';
import { anchor } from '../pull/anchor.ts';
import { hasCommit } from '../pull/has-commit.ts';
import { reviewCommentShape } from '../shape/review-comment-shape.ts';
import { reviewShape } from '../shape/review-shape.ts';
import type { Review, ReviewState } from '../world/pull-request.ts';
import type { Repository } from '../world/repository.ts';
import { bodyProblem } from './body-text.ts';
import { pullOf } from './pull-of.ts';
import { DraftComment, ReviewEvent } from './review-bodies.ts';

const NewReview = z.object({
  commit_id: z.string().optional(),
  body: z.string().optional(),
  event: ReviewEvent.optional(),
  comments: z.array(DraftComment).default([]),
});

const STATES: Readonly<Record<z.infer<typeof ReviewEvent>, ReviewState>> = {
  COMMENT: 'COMMENTED',
  APPROVE: 'APPROVED',
  REQUEST_CHANGES: 'CHANGES_REQUESTED',
};

/** Not documented, but what GitHub is known to take in one review. */
const MOST_COMMENTS = 100;

const pull = '/pulls/{pull_number}';
const one = `${pull}/reviews/{review_id}`;

export const reviewRoutes: readonly Route[] = [
  repositoryRoute('get', `${pull}/reviews`, read('pull_requests'), (call, repository) => {
    const reviews = [...pullOf(call, repository).reviews.values()].filter((review) => isSeen(call, review));
    return paged(call, reviews, (review) => reviewShape(call.world, review));
  }),
  repositoryRoute('post', `${pull}/reviews`, write('pull_requests'), createReview),
  repositoryRoute('get', one, read('pull_requests'), (call, repository) => {
    return json(reviewShape(call.world, reviewOf(call, repository)));
  }),
  repositoryRoute('put', one, write('pull_requests'), (call, repository) => {
    const review = reviewOf(call, repository);
    const { body } = bodyOf(call, z.object({ body: z.string() }));
    assertBody(body);
    review.body = body;
    return json(reviewShape(call.world, review));
  }),
  repositoryRoute('delete', one, write('pull_requests'), (call, repository) => {
    const review = reviewOf(call, repository);
    if (review.state !== 'PENDING') throw unprocessable('Can not delete a non-pending pull request review');
    const shape = reviewShape(call.world, review);
    discard(review);
    return json(shape);
  }),
  repositoryRoute('post', `${one}/events`, write('pull_requests'), (call, repository) => {
    const review = reviewOf(call, repository);
    if (review.state !== 'PENDING') throw unprocessable('Review has already been submitted');
    const { event, body = review.body } = bodyOf(
      call,
      z.object({ event: ReviewEvent, body: z.string().optional() }),
    );
    submitReview(call.world, review, STATES[event], body);
    return json(reviewShape(call.world, review));
  }),
  repositoryRoute('put', `${one}/dismissals`, write('pull_requests'), (call, repository) => {
    const review = reviewOf(call, repository);
    bodyOf(call, z.object({ message: z.string(), event: z.literal('DISMISS').optional() }));
    if (review.state !== 'APPROVED' && review.state !== 'CHANGES_REQUESTED') {
      throw unprocessable('Can not dismiss a commented pull request review');
    }
    review.state = 'DISMISSED';
    return json(reviewShape(call.world, review));
  }),
  repositoryRoute('get', `${one}/comments`, read('pull_requests'), (call, repository) => {
    const review = reviewOf(call, repository);
    const comments = [...repository.reviewComments.values()].filter((comment) => comment.review === review);
    return paged(call, comments, (comment) => reviewCommentShape(call.world, comment));
  }),
];

/** All or nothing: one comment in a wrong place refuses the whole review. */
function createReview(call: Call, repository: Repository) {
  const target = pullOf(call, repository);
  const wanted = bodyOf(call, NewReview);
  const { event, body = '', comments } = wanted;
  const commit = wanted.commit_id ?? target.head.sha;
  if (!hasCommit(target, commit)) throw unprocessable('end_commit_oid is not part of the pull request');
  if (event === 'COMMENT' || event === 'REQUEST_CHANGES' || body !== '') assertBody(body);
  const who = author(call);
  if (event !== undefined && event !== 'COMMENT' && who.id === target.author.id) {
    throw unprocessable(
      `Can not ${event === 'APPROVE' ? 'approve' : 'request changes on'} your own pull request`,
    );
  }
  const pending = [...target.reviews.values()].some(
    ({ state, author }) => state === 'PENDING' && author.id === who.id,
  );
  if (pending) throw unprocessable('User can only have one pending review per pull request');
  if (comments.length > MOST_COMMENTS) throw unprocessable('Too many comments');
  const placed = comments.map((comment) => {
    assertBody(comment.body);
    const result = anchor(target, commit, comment);
    if (result.ok) return { anchor: result.anchor, body: comment.body };
    throw unprocessable(sentence(result.problems.map(({ words }) => `Pull request review thread ${words}`)));
  });
  call.limits.takeContent(call.actor);
  const state = event === undefined ? 'PENDING' : STATES[event];
  const review = addReview(call.world, target, { author: who, commit, body, state, comments: placed });
  return json(reviewShape(call.world, review));
}

function assertBody(body: string): void {
  const problem = bodyProblem(body);
  if (problem !== undefined) throw unprocessable(problem);
}

function sentence(parts: readonly string[]): string {
  return new Intl.ListFormat('en').format(parts);
}

function reviewOf(call: Call, repository: Repository): Review {
  const review = pullOf(call, repository).reviews.get(numberParam(call, 'review_id'));
  if (review === undefined || !isSeen(call, review)) throw notFound();
  return review;
}

/** Pending reviews are seen by their author only. */
function isSeen({ actor }: Call, { state, author }: Review): boolean {
  return state !== 'PENDING' || ('account' in actor && actor.account.id === author.id);
}

function discard(review: Review): void {
  const { pull } = review;
  pull.reviews.delete(review.id);
  for (const thread of pull.threads.values()) {
    for (const comment of thread.comments) {
      if (comment.review === review) pull.repository.reviewComments.delete(comment.id);
    }
    if (thread.comments[0]?.review === review) pull.threads.delete(thread.id);
  }
}
