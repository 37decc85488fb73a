import { statusOf } from '../publish/status-of.ts';
import { rateLimitWait } from '../serve/rate-limit-wait.ts';

/** Why GitHub did not do what was asked, in one sentence. `passing`: it may later. */
export interface GitHubProblem {
  readonly message: string;
  readonly passing: boolean;
}

/** What is wrong between us and GitHub; undefined where an error is about something else. */
export function githubProblem(error: unknown, baseUrl: string, what: string): GitHubProblem | undefined {
  const { host } = new URL(baseUrl);
  const wait = rateLimitWait(error);
  if (wait !== undefined) {
    const minutes = Math.ceil(wait / 60);
    return {
      message: `${host} takes no more requests for ${minutes} min: its rate limit is used up.`,
      passing: true,
    };
  }
  const status = isForbidden(error) ? 403 : statusOf(error);
  switch (status) {
    case undefined:
      return isUnanswered(error)
        ? { message: `${host} does not answer: look at the network, and at GHE_HOST.`, passing: true }
        : undefined;
    case 401:
      return { message: `${host} does not take the token or key: make a new one.`, passing: false };
    case 403:
      return {
        message: `${host} does not let this token see ${what}: give it the permission.`,
        passing: false,
      };
    case 404:
      return {
        message: `${host} shows no ${what} to this token: look at the name, and at what it may see.`,
        passing: false,
      };
    default:
      return { message: `${host} failed at ${what} (status ${status}): try again later.`, passing: true };
  }
}

/** Octokit gives requests that got no answer the status 500, and keeps what fetch said. */
function isUnanswered(error: unknown): boolean {
  return error instanceof Error && error.name === 'HttpError' && 'status' in error && error.status === 500;
}

/** GraphQL refuses with status 200. */
function isForbidden(error: unknown): boolean {
  return (
    error instanceof Error && error.name === 'GraphqlResponseError' && /not accessible/.test(error.message)
  );
}
