import { COMMENT_LIMIT } from '../../review/within-limit.ts';
import { NOT_REPEATED, postOnce } from '../publish/post-once.ts';
import { orderMarker, type StandingOrder } from '../publish/standing-orders.ts';
import { statusOf } from '../publish/status-of.ts';
import { within } from '../pull-request/repository.ts';
import { answerMarker, type Remembered, recordIn } from './answer-record.ts';
import { ownComments } from './own-comments.ts';
import type { Thread } from './thread.ts';

/** What is said to somebody who asked for something. */
export interface Answer {
  readonly to: string;
  /** Markdown. */
  readonly text: string;
  /** What is to be obeyed from then on. Orders are read from the conversation alone, so the answer stands there. */
  readonly order?: StandingOrder;
  readonly remember?: Remembered;
  /** The first comment of the thread on a diff that it belongs to. */
  readonly thread?: number;
}

/** Answers at a pull request, once: below a comment of the diff where that is asked for, else in the conversation. */
export async function answer(at: Thread, { to, text, order, remember, thread }: Answer): Promise<void> {
  const { octokit, pull, signal } = at;
  const markers = [...(order ? [orderMarker(order)] : []), answerMarker({ to, ...remember })];
  const body = `${markers.join('\n')}\n${text}`.slice(0, COMMENT_LIMIT).toWellFormed();
  const find = async () =>
    (await ownComments(at)).find((comment) => recordIn(comment.body)?.to === to)?.comment;
  const say = async () => {
    const { data } = await octokit.rest.issues.createComment({
      ...within(at),
      issue_number: pull,
      body,
      ...NOT_REPEATED,
    });
    return data.id;
  };
  if (thread === undefined || order !== undefined) return void (await postOnce(say, find, signal));
  const reply = async () => {
    const { data } = await octokit.rest.pulls.createReplyForReviewComment({
      ...within(at),
      pull_number: pull,
      comment_id: thread,
      body,
      ...NOT_REPEATED,
    });
    return data.id;
  };
  try {
    await postOnce(reply, find, signal);
  } catch (error) {
    const status = statusOf(error);
    if (status !== 404 && status !== 422) throw error;
    // The thread was deleted in the meantime.
    await postOnce(say, find, signal);
  }
}
