import { z } from 'zod';
import { addReview, deleteReviewComment, editReviewComment, reply } from '../act/reviews.ts';
import { read, write } from '../http/access.ts';
import type { Call } from '../http/call.ts';
import { author, bodyOf, numberParam } from '../http/call.ts';
import { paged } from '../http/paged.ts';
import { notFound, Refusal, validationFailed } from '../http/refusal.ts';
import { created, json, noContent } from '../http/reply.ts';
import type { Route } from '../http/route.ts';
import { repositoryRoute } from '../http/route.ts';
import type { PlaceProblem } from '../pull/anchor.ts';
import { anchor } from '../pull/anchor.ts';
import { hasCommit } from '../pull/has-commit.ts';
import { reviewCommentShape } from '../shape/review-comment-shape.ts';
import type { ReviewComment } from '../world/pull-request.ts';
import type { Repository } from '../world/repository.ts';
import { bodyProblem } from './body-text.ts';
import { pullOf } from './pull-of.ts';
import { NewReviewComment } from './review-bodies.ts';

const Text = z.object({ body: z.string() });
const RESOURCE = 'PullRequestReviewComment';
const one = '/pulls/comments/{comment_id}';
const pull = '/pulls/{pull_number}';

/** Comments on lines, outside of a review that is being made. */
export const reviewCommentRoutes: readonly Route[] = [
  repositoryRoute('get', `${pull}/comments`, read('pull_requests'), (call, repository) => {
    const target = pullOf(call, repository);
    const comments = [...repository.reviewComments.values()]
      .filter(({ thread, review }) => thread.pull === target && review.state !== 'PENDING')
      .sort((a, b) => a.id - b.id);
    return paged(call, comments, (comment) => reviewCommentShape(call.world, comment));
  }),
  repositoryRoute('post', `${pull}/comments`, write('pull_requests'), createComment),
  repositoryRoute(
    'post',
    `${pull}/comments/{comment_id}/replies`,
    write('pull_requests'),
    (call, repository) => {
      const { body } = bodyOf(call, Text);
      return replyTo(call, commentOf(call, repository), body);
    },
  ),
  repositoryRoute('get', one, read('pull_requests'), (call, repository) => {
    return json(reviewCommentShape(call.world, commentOf(call, repository)));
  }),
  repositoryRoute('patch', one, write('pull_requests'), (call, repository) => {
    const comment = commentOf(call, repository);
    const { body } = bodyOf(call, Text);
    assertBody(body);
    editReviewComment(call.world, comment, body, author(call));
    return json(reviewCommentShape(call.world, comment));
  }),
  repositoryRoute('delete', one, write('pull_requests'), (call, repository) => {
    deleteReviewComment(call.world, commentOf(call, repository), author(call));
    return noContent();
  }),
];

function createComment(call: Call, repository: Repository) {
  const { world } = call;
  const target = pullOf(call, repository);
  const wanted = bodyOf(call, NewReviewComment);
  // Of an answer GitHub reads nothing but the text.
  const answered =
    wanted.in_reply_to === undefined ? undefined : repository.reviewComments.get(wanted.in_reply_to);
  if (answered !== undefined) return replyTo(call, answered, wanted.body);
  assertBody(wanted.body);
  const commit = wanted.commit_id;
  if (!hasCommit(target, commit)) {
    throw validationFailed(RESOURCE, 'commit_id', 'custom', 'commit_id is not part of the pull request');
  }
  const result = anchor(target, commit, wanted);
  if (!result.ok) throw refused(result.problems);
  call.limits.takeContent(call.actor);
  const review = addReview(world, target, {
    author: author(call),
    commit,
    body: '',
    state: 'COMMENTED',
    comments: [{ anchor: result.anchor, body: wanted.body }],
  });
  const comment = [...repository.reviewComments.values()].find((other) => other.review === review);
  if (comment === undefined) throw notFound();
  return created(reviewCommentShape(world, comment));
}

function replyTo(call: Call, { thread }: ReviewComment, body: string) {
  assertBody(body);
  call.limits.takeContent(call.actor);
  return created(reviewCommentShape(call.world, reply(call.world, thread, author(call), body)));
}

function refused(problems: readonly PlaceProblem[]): Refusal {
  const errors = problems.map(({ field, code, words }) => {
    const name = `pull_request_review_thread.${field}`;
    return {
      resource: RESOURCE,
      code,
      field: name,
      ...(code === 'custom' && { message: `${name} ${words.replace(/^(start )?line /, '')}` }),
    };
  });
  return new Refusal(422, 'Validation Failed', { errors });
}

function assertBody(body: string): void {
  const problem = bodyProblem(body);
  if (problem !== undefined) throw validationFailed(RESOURCE, 'body', 'custom', problem);
}

function commentOf(call: Call, repository: Repository): ReviewComment {
  const comment = repository.reviewComments.get(numberParam(call, 'comment_id'));
  if (comment === undefined) throw notFound();
  return comment;
}
