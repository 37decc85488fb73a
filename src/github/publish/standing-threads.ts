import { z } from 'zod';
import { markedFinding } from '../../review/marker.ts';
import type { StandingComment } from '../../review/reconcile.ts';
import type { Repository } from '../pull-request/repository.ts';
import { isMarkedGone } from './gone-marker.ts';

/** Pages of a hundred threads that are read, at most. */
const MOST_PAGES = 50;

const THREADS = `query ($owner: String!, $repo: String!, $pull: Int!, $after: String) {
  repository(owner: $owner, name: $repo) {
    pullRequest(number: $pull) {
      reviewThreads(first: 100, after: $after) {
        pageInfo { hasNextPage endCursor }
        nodes {
          id
          isResolved
          path
          comments(first: 20) {
            totalCount
            nodes { id fullDatabaseId body minimizedReason author { __typename login } }
          }
        }
      }
    }
  }
}`;

const commentSchema = z.object({
  id: z.string(),
  /** Above 2³¹ `databaseId` does not tell it any more. */
  fullDatabaseId: z.coerce.number(),
  body: z.string(),
  minimizedReason: z.string().nullable(),
  author: z.object({ __typename: z.string(), login: z.string() }).nullable(),
});
const answerSchema = z.object({
  repository: z.object({
    pullRequest: z.object({
      reviewThreads: z.object({
        pageInfo: z.object({ hasNextPage: z.boolean(), endCursor: z.string().nullable() }),
        nodes: z.array(
          z.object({
            id: z.string(),
            isResolved: z.boolean(),
            path: z.string(),
            comments: z.object({ totalCount: z.int(), nodes: z.array(commentSchema) }),
          }),
        ),
      }),
    }),
  }),
});

/** A thread that a finding of ours began, with what is needed to change it. */
export interface StandingThread extends StandingComment {
  /** Node id of its first comment, and its number in the REST API. */
  readonly node: string;
  readonly comment: number;
  readonly body: string;
  readonly isResolved: boolean;
  /** Hidden for the reason that we give. Whatever else people hide stays hidden. */
  readonly folded: boolean;
}

/** The threads that we began, by our marker and our name, since anybody can write a marker. */
export async function standingThreads(
  repository: Repository,
  pull: number,
  bot: string,
): Promise<StandingThread[]> {
  const { octokit, owner, repo, signal } = repository;
  const found: StandingThread[] = [];
  let after: string | null = null;
  for (let page = 0; page < MOST_PAGES; page++) {
    signal.throwIfAborted();
    const answer: unknown = await octokit.graphql(THREADS, { owner, repo, pull, after });
    const { nodes, pageInfo } = answerSchema.parse(answer).repository.pullRequest.reviewThreads;
    for (const { id, path, isResolved, comments } of nodes) {
      const [first, ...replies] = comments.nodes;
      if (first === undefined || loginOf(first.author) !== bot) continue;
      const fingerprint = markedFinding(first.body);
      if (fingerprint === undefined) continue;
      found.push({
        thread: id,
        path,
        fingerprint,
        resolved: isMarkedGone(first.body) ? 'by us' : isResolved ? 'by people' : 'no',
        replied:
          comments.totalCount > comments.nodes.length ||
          replies.some(({ author }) => loginOf(author) !== bot),
        node: first.id,
        comment: first.fullDatabaseId,
        body: first.body,
        isResolved,
        folded: first.minimizedReason?.toLowerCase() === 'resolved',
      });
    }
    if (!pageInfo.hasNextPage) break;
    after = pageInfo.endCursor;
  }
  return found;
}

/** A login as the REST API writes it: GraphQL leaves `[bot]` out, and then a person may have the same. */
function loginOf(author: z.infer<typeof commentSchema>['author']): string | undefined {
  return author?.__typename === 'Bot' ? `${author.login.replace(/\[bot\]$/, '')}[bot]` : author?.login;
}
