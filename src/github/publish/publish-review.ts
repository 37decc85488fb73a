import { markedFinding } from '../../review/marker.ts';
import type { StandingComment } from '../../review/reconcile.ts';
import { type Review, review } from '../../review/review.ts';
import type { ReviewComment } from '../../review/review-comment.ts';
import { type PullRequest, readPullRequest } from '../pull-request/pull-request.ts';
import type { Repository } from '../pull-request/repository.ts';
import { closeThread, reopenThread } from './close-thread.ts';
import type { Composed } from './compose-review.ts';
import type { OwnComment } from './issue-comments.ts';
import { postReview } from './post-review.ts';
import { publishSummary } from './publish-summary.ts';
import { refusalOf } from './refusal-of.ts';
import type { StandingThread } from './standing-threads.ts';

interface Where {
  /** As it was when it was inspected. */
  readonly pull: PullRequest;
  /** Our login. */
  readonly bot: string;
  /** Our comments in the conversation. */
  readonly comments: readonly OwnComment[];
}

/** The review as it came to stand, for its check run. `moved`: it has another head or base by now, and nothing was written. */
export type Published =
  | { readonly kind: 'moved'; readonly to: PullRequest }
  | { readonly kind: 'published'; readonly review: Review; readonly posted: number };

/**
 * Writes a review to its pull request: comments, the summary, and what became of earlier comments. A finding whose comment
 * GitHub does not take is shown in the summary. Done again after a crash it writes only what is missing.
 */
export async function publishReview(
  repository: Repository,
  { pull: { number: pull, head, base }, bot, comments }: Where,
  { reviewed: found, settings, review: planned }: Composed,
): Promise<Published> {
  const moved = (now: PullRequest) => now.head !== head || now.base.ref !== base.ref;
  const before = await readPullRequest(repository, pull);
  if (moved(before)) return { kind: 'moved', to: before };

  const threads = new Map(found.standing.map((thread) => [thread.thread, thread]));
  const shut = new Set<string>();
  for (const each of planned.reopen) {
    const opened = await onThread(each, (thread) => reopenThread(repository, thread));
    if (opened !== true) shut.add(each.thread);
  }
  // A finding must not hide in a thread that we cannot open: it gets a comment of its own.
  const reviewed = { ...found, standing: found.standing.filter(({ thread }) => !shut.has(thread)) };
  const wanted = shut.size === 0 ? planned : review(reviewed, settings);

  const refused = await comment();
  if (refused.length > 0) {
    const now = await readPullRequest(repository, pull);
    if (moved(now)) return { kind: 'moved', to: now };
  }
  const posted = wanted.comments.length - refused.length;
  const stands = refused.length === 0 ? wanted : without(refused, posted);

  const isWorthIt = stands.check.annotations.length > 0 || reviewed.ignored.size > 0;
  await unlessRefused(() =>
    publishSummary(repository, { pull, bot, body: stands.summary, wanted: isWorthIt }, comments),
  );
  for (const each of stands.resolve) {
    const ignored = stands.ignored.has(each.fingerprint);
    await onThread(each, (thread) => closeThread(repository, thread, { head, ignored }));
  }
  return { kind: 'published', review: stands, posted };

  async function comment(): Promise<readonly ReviewComment[]> {
    const { comments, check } = wanted;
    const body = `${check.title}.`;
    const result = await unlessRefused(() => postReview(repository, { pull, head, bot, body, comments }));
    return result?.refused ?? comments;
  }

  /** The same review, with those that were posted as its only comments. */
  function without(some: readonly ReviewComment[], posted: number): Review {
    const open = wanted.keep.filter(({ resolved }) => resolved === 'no').length + wanted.reopen.length;
    const fingerprints = some.flatMap(({ body }) => markedFinding(body) ?? []);
    return review({ ...reviewed, refused: new Set(fingerprints) }, { ...settings, budget: open + posted });
  }

  async function onThread<T>(
    { thread }: StandingComment,
    act: (thread: StandingThread) => Promise<T>,
  ): Promise<T | undefined> {
    const standing = threads.get(thread);
    return standing && unlessRefused(() => act(standing));
  }
}

/** Undefined where GitHub forbids it, as in a locked conversation, or it is gone: the check run holds everything. */
async function unlessRefused<T>(act: () => Promise<T>): Promise<T | undefined> {
  try {
    return await act();
  } catch (error) {
    const status = refusalOf(error);
    if (status === 403 || status === 404) return undefined;
    throw error;
  }
}
