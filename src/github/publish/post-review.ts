import { createHash } from 'node:crypto';
import type { ReviewComment } from '../../review/review-comment.ts';
import { allPages } from '../pull-request/all-pages.ts';
import { type Repository, within } from '../pull-request/repository.ts';
import { acceptable } from './acceptable.ts';
import { NOT_REPEATED, postOnce } from './post-once.ts';
import { statusOf } from './status-of.ts';

/** GitHub keeps many reviews of a pull request; ours is among the newest. */
const MOST_REVIEWS = 10_000;

interface NewReview {
  readonly pull: number;
  /** Every line number of the comments speaks of this commit. */
  readonly head: string;
  readonly bot: string;
  /** One sentence; the rest is in the summary. */
  readonly body: string;
  readonly comments: readonly ReviewComment[];
}

/**
 * Posts comments as one review, and gives those that GitHub does not take. One bad comment makes it refuse all of them
 * without saying which: then they are told apart.
 */
export async function postReview(
  repository: Repository,
  review: NewReview,
): Promise<{ readonly refused: readonly ReviewComment[] }> {
  const { comments } = review;
  if (comments.length === 0) return { refused: [] };
  if (await posted(repository, review)) return { refused: [] };
  await dropPending(repository, review);
  const good = await acceptable(comments, (some) => wouldBeTaken(repository, review, some));
  const fine = good.length > 0 && (await posted(repository, { ...review, comments: good }));
  const taken = new Set(fine ? good : []);
  return { refused: comments.filter((comment) => !taken.has(comment)) };
}

/** Whether GitHub took the review. */
async function posted(repository: Repository, review: NewReview): Promise<boolean> {
  const { pull, head, bot, body, comments } = review;
  const hash = createHash('sha256').update(JSON.stringify(comments)).digest('hex');
  const marker = `<!-- codepurify:review ${hash.slice(0, 32)} -->`;
  repository.signal.throwIfAborted();
  try {
    await postOnce(
      () =>
        repository.octokit.rest.pulls
          .createReview({
            ...within(repository),
            pull_number: pull,
            commit_id: head,
            event: 'COMMENT',
            body: `${marker}\n${body}`,
            comments: comments.map((comment) => ({ ...comment })),
            ...NOT_REPEATED,
          })
          .then(({ data }) => data.id),
      async () =>
        (await ownReviews(repository, pull, bot)).find(
          (each) => each.commit_id === head && each.body.startsWith(marker),
        )?.id,
      repository.signal,
    );
    return true;
  } catch (error) {
    if (statusOf(error) === 422) return false;
    throw error;
  }
}

/** Asks by a review that is not submitted, which nobody sees, and that is thrown away again. */
async function wouldBeTaken(
  repository: Repository,
  { pull, head }: NewReview,
  comments: readonly ReviewComment[],
): Promise<boolean> {
  repository.signal.throwIfAborted();
  try {
    const { data } = await repository.octokit.rest.pulls.createReview({
      ...within(repository),
      pull_number: pull,
      commit_id: head,
      comments: comments.map((comment) => ({ ...comment })),
      ...NOT_REPEATED,
    });
    await drop(repository, pull, data.id);
    return true;
  } catch (error) {
    if (statusOf(error) === 422) return false;
    throw error;
  }
}

/** One that a try before left behind would stand in the way: there can be only one. */
async function dropPending(repository: Repository, { pull, bot }: NewReview): Promise<void> {
  for (const { id, state } of await ownReviews(repository, pull, bot)) {
    if (state === 'PENDING') await drop(repository, pull, id);
  }
}

async function drop(repository: Repository, pull: number, review: number): Promise<void> {
  await repository.octokit.rest.pulls.deletePendingReview({
    ...within(repository),
    pull_number: pull,
    review_id: review,
  });
}

async function ownReviews(repository: Repository, pull: number, bot: string) {
  const { octokit, signal } = repository;
  const pages = octokit.paginate.iterator(octokit.rest.pulls.listReviews, {
    ...within(repository),
    pull_number: pull,
    per_page: 100,
  });
  const all = await allPages(pages, MOST_REVIEWS, signal);
  return all.filter(({ user }) => user?.login === bot);
}
