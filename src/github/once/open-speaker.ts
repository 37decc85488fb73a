import { ProbotOctokit } from 'probot';
import { z } from 'zod';
import { UsageError } from '../../scan/usage-error.ts';
import { refusalOf } from '../publish/refusal-of.ts';
import { statusOf } from '../publish/status-of.ts';
import type { Octokit } from '../pull-request/repository.ts';
import { endWith } from '../serve/end-with.ts';
import { githubApp } from '../serve/github-app.ts';
import { logger } from '../serve/logger.ts';
import type { Credentials } from './credentials.ts';

/** Who speaks to GitHub for one command. */
export interface Speaker {
  readonly octokit: Octokit;
  /** The login of our own comments. */
  readonly bot: string;
  /** An App may make check runs, and nobody else. */
  readonly isApp: boolean;
  /** Whether GitHub let us write all that we wanted to. */
  mayWrite(): boolean;
}

/** Longer waits, in seconds, are worth a second start by hand. */
const LONGEST_WAIT = 60;
const SILENT = { debug() {}, info() {}, warn() {}, error() {} };

const viewerSchema = z.object({ viewer: z.object({ login: z.string() }) });

/**
 * Opens the way to a repository. Its requests end with the signal.
 *
 * @throws UsageError where GitHub does not take the credentials
 */
export async function openSpeaker(
  credentials: Credentials,
  { owner, repo }: { readonly owner: string; readonly repo: string },
  signal: AbortSignal,
): Promise<Speaker> {
  try {
    const { octokit, bot } =
      credentials.kind === 'app'
        ? await asApp(credentials, { owner, repo }, signal)
        : await withToken(credentials, signal);
    let refused = false;
    octokit.hook.error('request', (error, { method }) => {
      const status = refusalOf(error);
      if (method !== 'GET' && (status === 403 || status === 404)) refused = true;
      throw error;
    });
    return { octokit, bot, isApp: credentials.kind === 'app', mayWrite: () => !refused };
  } catch (error) {
    signal.throwIfAborted();
    if (statusOf(error) === 404 && credentials.kind === 'app') {
      throw new UsageError(`The App is not installed for ${owner}/${repo}: install it there.`);
    }
    throw error;
  }
}

async function asApp(
  { appId, privateKey, baseUrl }: Extract<Credentials, { kind: 'app' }>,
  place: { readonly owner: string; readonly repo: string },
  signal: AbortSignal,
) {
  const app = new ProbotOctokit({ baseUrl, auth: { appId, privateKey }, log: SILENT });
  const { data } = await app.rest.apps.getRepoInstallation({ ...place, request: { signal } });
  const github = githubApp({ appId, privateKey, baseUrl, log: logger('silent') });
  return { octokit: await github.octokit(data.id, signal), bot: await github.bot() };
}

async function withToken(
  { token, baseUrl }: Extract<Credentials, { kind: 'token' }>,
  signal: AbortSignal,
): Promise<{ readonly octokit: Octokit; readonly bot: string }> {
  const again = (wait: number, _request: unknown, _octokit: unknown, tries: number) =>
    wait <= LONGEST_WAIT && tries < 2;
  const octokit = new ProbotOctokit({
    baseUrl,
    auth: { token },
    log: SILENT,
    throttle: { onRateLimit: again, onSecondaryRateLimit: again },
  });
  endWith(octokit, signal);
  const { login } = viewerSchema.parse(await octokit.graphql('query { viewer { login } }')).viewer;
  // Those of workflows and of Apps; GraphQL leaves out what the REST API adds to their logins.
  const bot = token.startsWith('ghs_') ? `${login.replace(/\[bot\]$/, '')}[bot]` : login;
  return { octokit, bot };
}
