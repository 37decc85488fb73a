import { addReaction } from '../act/reactions.ts';
import { setResolved } from '../act/reviews.ts';
import type { Need } from '../http/access.ts';
import { assertMay, write } from '../http/access.ts';
import type { Call } from '../http/call.ts';
import { author } from '../http/call.ts';
import { reactionShape } from '../shape/reaction-shape.ts';
import type { Emoji, PullRequest, Thread } from '../world/pull-request.ts';
import type { CommitInput } from './create-commit-on-branch.ts';
import { createCommitOnBranch } from './create-commit-on-branch.ts';
import { findNode } from './find-node.ts';
import { actorNode, issueCommentNode, reviewCommentNode, threadNode } from './nodes.ts';
import { asProblem, problem } from './problem.ts';

interface Input<T> {
  readonly input: T & { readonly clientMutationId?: string | null };
}

const EMOJIS: Readonly<Record<string, Emoji>> = {
  THUMBS_UP: '+1',
  THUMBS_DOWN: '-1',
  LAUGH: 'laugh',
  CONFUSED: 'confused',
  HEART: 'heart',
  HOORAY: 'hooray',
  ROCKET: 'rocket',
  EYES: 'eyes',
};

/** The fields of `Mutation` that the stand-in answers. */
export function mutations(call: Call) {
  const { world, actor } = call;
  const may = ({ repository }: PullRequest, ...needs: readonly Need[]) => {
    try {
      for (const need of needs) assertMay(world, actor, repository, need);
    } catch (error) {
      throw asProblem(error);
    }
  };
  const resolve = (threadId: string, resolved: boolean): { readonly thread: unknown } => {
    const thread = threadOf(call, threadId);
    // To write pull requests alone is not enough, as Apps found out.
    may(thread.pull, write('pull_requests'), write('contents'));
    setResolved(thread, resolved, author(call));
    return { thread: threadNode(world, thread) };
  };
  const minimize = (subjectId: string, why: string | undefined) => {
    const found = commentOf(call, subjectId);
    may(found.pull, write('pull_requests', 'issues'));
    found.comment.minimized = why;
    return found.type === 'IssueComment'
      ? issueCommentNode(world, found.comment)
      : reviewCommentNode(world, found.comment);
  };
  return {
    resolveReviewThread: ({ input }: Input<{ threadId: string }>) => ({
      ...echo(input),
      ...resolve(input.threadId, true),
    }),
    unresolveReviewThread: ({ input }: Input<{ threadId: string }>) => ({
      ...echo(input),
      ...resolve(input.threadId, false),
    }),
    minimizeComment: ({ input }: Input<{ subjectId: string; classifier: string }>) => ({
      ...echo(input),
      minimizedComment: minimize(input.subjectId, input.classifier.toLowerCase().replace('_', '-')),
    }),
    unminimizeComment: ({ input }: Input<{ subjectId: string }>) => ({
      ...echo(input),
      unminimizedComment: minimize(input.subjectId, undefined),
    }),
    addReaction: ({ input }: Input<{ subjectId: string; content: string }>) => {
      const found = commentOf(call, input.subjectId);
      may(found.pull, write('pull_requests', 'issues'));
      const { reaction } = addReaction(world, found.comment, author(call), EMOJIS[input.content] ?? 'eyes');
      const { node_id, created_at } = reactionShape(world, reaction);
      const node = {
        id: node_id,
        content: input.content,
        createdAt: created_at,
        user: actorNode(world, reaction.account),
      };
      return { ...echo(input), reaction: node };
    },
    createCommitOnBranch: ({ input }: Input<CommitInput>) => ({
      ...echo(input),
      ...createCommitOnBranch(call, input),
    }),
  };
}

function echo({ clientMutationId }: { readonly clientMutationId?: string | null }) {
  return { clientMutationId: clientMutationId ?? null };
}

function threadOf({ world }: Call, id: string): Thread {
  const found = findNode(world, id);
  if (found.type === 'PullRequestReviewThread') return found.thread;
  throw problem(
    'NOT_FOUND',
    `Could not resolve to PullRequestReviewThread node with the global id of '${id}'.`,
  );
}

function commentOf({ world }: Call, id: string) {
  const found = findNode(world, id);
  if (found.type === 'IssueComment' || found.type === 'PullRequestReviewComment') return found;
  throw problem('NOT_FOUND', `Could not resolve to a comment with the global id of '${id}'.`);
}
