import { typeAndId } from '../shape/node-id.ts';
import type { IssueComment, PullRequest, ReviewComment, Thread } from '../world/pull-request.ts';
import type { World } from '../world/world.ts';
import { problem } from './problem.ts';

export type Found =
  | { readonly type: 'PullRequest'; readonly pull: PullRequest }
  | { readonly type: 'PullRequestReviewThread'; readonly pull: PullRequest; readonly thread: Thread }
  | { readonly type: 'PullRequestReviewComment'; readonly pull: PullRequest; readonly comment: ReviewComment }
  | { readonly type: 'IssueComment'; readonly pull: PullRequest; readonly comment: IssueComment };

/** What a global id names; throws GitHub's error where it names nothing. */
export function findNode(world: World, node: string): Found {
  const { type, id } = typeAndId(node) ?? { type: '', id: '' };
  const number = Number(id);
  for (const repository of world.repositories.values()) {
    if (type === 'IssueComment') {
      const comment = repository.issueComments.get(number);
      if (comment !== undefined) return { type, comment, pull: comment.pull };
    }
    if (type === 'PullRequestReviewComment') {
      const comment = repository.reviewComments.get(number);
      if (comment !== undefined) return { type, comment, pull: comment.thread.pull };
    }
    for (const pull of repository.pulls.values()) {
      if (type === 'PullRequest' && pull.id === number) return { type, pull };
      const thread = pull.threads.get(number);
      if (type === 'PullRequestReviewThread' && thread !== undefined) return { type, pull, thread };
    }
  }
  throw problem('NOT_FOUND', `Could not resolve to a node with the global id of '${node}'.`);
}
