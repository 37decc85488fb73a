import { refusalOf } from '../publish/refusal-of.ts';
import type { CommentPlace, Thread } from './thread.ts';

/** Sets an emoji to a comment; done again it changes nothing. False where the comment is gone or closed to us. */
export async function react(
  { octokit, owner, repo }: Thread,
  { on, comment }: CommentPlace,
  content: 'eyes' | '+1' | 'confused',
): Promise<boolean> {
  const to = { owner, repo, comment_id: comment, content };
  try {
    if (on === 'conversation') await octokit.rest.reactions.createForIssueComment(to);
    else await octokit.rest.reactions.createForPullRequestReviewComment(to);
    return true;
  } catch (error) {
    const status = refusalOf(error);
    if (status === 403 || status === 404 || status === 422) return false;
    throw error;
  }
}
