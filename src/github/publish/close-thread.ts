import { type Repository, within } from '../pull-request/repository.ts';
import { markGone, unmarkGone } from './gone-marker.ts';
import type { StandingThread } from './standing-threads.ts';

const RESOLVE = 'mutation ($id: ID!) { resolveReviewThread(input: { threadId: $id }) { thread { id } } }';
const REOPEN = 'mutation ($id: ID!) { unresolveReviewThread(input: { threadId: $id }) { thread { id } } }';
const MINIMIZE = `mutation ($id: ID!) {
  minimizeComment(input: { subjectId: $id, classifier: RESOLVED }) { minimizedComment { isMinimized } }
}`;
const SHOW = `mutation ($id: ID!) {
  unminimizeComment(input: { subjectId: $id }) { unminimizedComment { isMinimized } }
}`;

/**
 * Resolves the thread of a finding that is gone or ignored, and says in which commit. Resolving needs the permission to
 * write contents: without it the comment is folded, unless somebody answered there.
 */
export async function closeThread(
  repository: Repository,
  { thread, node, comment, body, replied, isResolved, folded }: StandingThread,
  { head, ignored }: { readonly head: string; readonly ignored: boolean },
): Promise<void> {
  const resolved = isResolved || (await allowed(repository, RESOLVE, thread));
  if (!resolved && !replied && !folded) await allowed(repository, MINIMIZE, node);
  await edit(repository, comment, markGone(body, head, ignored));
}

/** Opens the thread of a finding that came back, unfolded. False where GitHub does not let us: it stays closed then. */
export async function reopenThread(
  repository: Repository,
  { thread, node, comment, body, isResolved, folded }: StandingThread,
): Promise<boolean> {
  if (isResolved && !(await allowed(repository, REOPEN, thread))) return false;
  if (folded && !(await allowed(repository, SHOW, node))) return false;
  await edit(repository, comment, unmarkGone(body));
  return true;
}

async function edit(repository: Repository, comment: number, body: string): Promise<void> {
  repository.signal.throwIfAborted();
  await repository.octokit.rest.pulls.updateReviewComment({
    ...within(repository),
    comment_id: comment,
    body,
  });
}

/** Whether GitHub let us. Its refusals come with status 200, and octokit throws them under this name. */
async function allowed({ octokit, signal }: Repository, mutation: string, id: string): Promise<boolean> {
  signal.throwIfAborted();
  try {
    await octokit.graphql(mutation, { id });
    return true;
  } catch (error) {
    if (isRefusal(error)) return false;
    throw error;
  }
}

const REFUSALS = ['FORBIDDEN', 'INSUFFICIENT_SCOPES', 'NOT_FOUND', 'UNPROCESSABLE'];

function isRefusal(error: unknown): boolean {
  if (!(error instanceof Error) || error.name !== 'GraphqlResponseError' || !('errors' in error))
    return false;
  const { errors } = error;
  return (
    Array.isArray(errors) &&
    errors.length > 0 &&
    errors.every((each) => each instanceof Object && REFUSALS.includes(Reflect.get(each, 'type')))
  );
}
