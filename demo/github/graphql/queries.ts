import { assertMay, read, repositoryFor } from '../http/access.ts';
import type { Call } from '../http/call.ts';
import { Refusal } from '../http/refusal.ts';
import { findNode } from './find-node.ts';
import {
  actorNode,
  issueCommentNode,
  pullNode,
  repositoryNode,
  reviewCommentNode,
  threadNode,
} from './nodes.ts';
import { asProblem, problem } from './problem.ts';

/** The fields of `Query` that the stand-in answers. */
export function queries({ world, actor, limits }: Call) {
  return {
    repository: ({ owner, name }: { owner: string; name: string }) => {
      try {
        return repositoryNode(world, repositoryFor({ world, actor }, owner, name, read('metadata')));
      } catch (error) {
        if (!(error instanceof Refusal) || error.status !== 404) throw asProblem(error);
        throw problem('NOT_FOUND', `Could not resolve to a Repository with the name '${owner}/${name}'.`);
      }
    },
    node: ({ id }: { id: string }) => {
      const found = findNode(world, id);
      try {
        assertMay(world, actor, found.pull.repository, read('pull_requests', 'issues'));
      } catch (error) {
        throw asProblem(error);
      }
      if (found.type === 'PullRequest') return pullNode(world, found.pull);
      if (found.type === 'PullRequestReviewThread') return threadNode(world, found.thread);
      if (found.type === 'IssueComment') return issueCommentNode(world, found.comment);
      return reviewCommentNode(world, found.comment);
    },
    viewer: () => {
      if (!('account' in actor)) throw problem('FORBIDDEN', 'Resource not accessible by integration');
      return { ...actorNode(world, actor.account), __typename: 'User' };
    },
    rateLimit: () => {
      const { limit, used, remaining, reset } = limits.state(actor);
      return { cost: 1, limit, used, remaining, resetAt: new Date(reset * 1000).toISOString(), nodeCount: 1 };
    },
  };
}
