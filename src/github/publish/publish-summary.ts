import { isSummary } from '../../review/marker.ts';
import { type Repository, within } from '../pull-request/repository.ts';
import { type OwnComment, ownComments } from './issue-comments.ts';
import { NOT_REPEATED, postOnce } from './post-once.ts';

/**
 * Puts the sticky summary where it stood, or, where it is `wanted` and there is none yet, as a new comment. `known` are our
 * comments as they were read before.
 */
export async function publishSummary(
  repository: Repository,
  { pull, bot, body, wanted }: { pull: number; bot: string; body: string; wanted: boolean },
  known: readonly OwnComment[],
): Promise<void> {
  const standing = known.find((comment) => isSummary(comment.body));
  repository.signal.throwIfAborted();
  if (standing === undefined) {
    if (!wanted) return;
    await postOnce(
      async () => {
        const { data } = await repository.octokit.rest.issues.createComment({
          ...within(repository),
          issue_number: pull,
          body,
          ...NOT_REPEATED,
        });
        return data.id;
      },
      async () => (await ownComments(repository, pull, bot)).find((comment) => isSummary(comment.body))?.id,
      repository.signal,
    );
  } else if (standing.body !== body) {
    await repository.octokit.rest.issues.updateComment({
      ...within(repository),
      comment_id: standing.id,
      body,
    });
  }
}
