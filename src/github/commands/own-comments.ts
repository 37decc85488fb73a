import { ownComments as inConversation } from '../publish/issue-comments.ts';
import { allPages } from '../pull-request/all-pages.ts';
import { within } from '../pull-request/repository.ts';
import type { CommentPlace, Thread } from './thread.ts';

/** A comment of ours, wherever it stands. */
export interface OwnComment extends CommentPlace {
  readonly body: string;
}

const MOST_COMMENTS = 10_000;

/** Our own comments at a pull request: those of the conversation, then those of its diff, the oldest first. */
export async function ownComments(thread: Thread): Promise<OwnComment[]> {
  const { octokit, pull, bot, signal } = thread;
  const conversation = await inConversation(thread, pull, bot);
  const pages = octokit.paginate.iterator(octokit.rest.pulls.listReviewComments, {
    ...within(thread),
    pull_number: pull,
    per_page: 100,
  });
  const diff = (await allPages(pages, MOST_COMMENTS, signal)).filter(({ user }) => user?.login === bot);
  return [
    ...conversation.map(({ id, body }) => ({ on: 'conversation' as const, comment: id, body })),
    ...diff.map(({ id, body }) => ({ on: 'diff' as const, comment: id, body })),
  ];
}
