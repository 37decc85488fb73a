import { ProbotOctokit } from 'probot';
import { readCredentials } from '../../github/once/credentials.ts';
import { githubProblem } from '../../github/once/github-problem.ts';
import { type Found, fine, missing, note } from './found.ts';

const SILENT = { debug() {}, info() {}, warn() {}, error() {} };

/** What `codepurify review` needs: credentials, and a GitHub that takes them. */
export async function reviewChecks(variables: NodeJS.ProcessEnv, signal: AbortSignal): Promise<Found[]> {
  const credentials = readCredentials(variables);
  if ('problem' in credentials) return [missing(credentials.problem)];
  if (credentials.kind === 'app') return [note('No token is set: review speaks as the App, see below.')];
  const { token, baseUrl } = credentials;
  const { host } = new URL(baseUrl);
  const octokit = new ProbotOctokit({ baseUrl, auth: { token }, log: SILENT, retry: { enabled: false } });
  try {
    const { data } = await octokit.rest.rateLimit.get({ request: { signal } });
    const { remaining, limit } = data.resources.core;
    return [
      fine(`${host} takes the token; ${remaining} of ${limit} requests are left this hour.`),
      note(
        'Whether it may write a pull request shows when it does: it needs contents to read and pull requests to write.',
      ),
    ];
  } catch (error) {
    signal.throwIfAborted();
    const problem = githubProblem(error, baseUrl, 'the rate limit');
    if (problem === undefined) throw error;
    return [missing(problem.message)];
  }
}
