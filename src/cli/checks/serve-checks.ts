import { mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import { PgBoss } from 'pg-boss';
import { ProbotOctokit } from 'probot';
import { APP_EVENTS, APP_PERMISSIONS } from '../../github/app-needs.ts';
import { githubProblem } from '../../github/once/github-problem.ts';
import { lockFolder } from '../../github/queue/lock-folder.ts';
import { type Role, readEnvironment, type Settings } from '../../github/serve/environment.ts';
import { shownError } from '../../github/serve/shown-error.ts';
import { UsageError } from '../../scan/usage-error.ts';
import { type Found, fine, missing, note } from './found.ts';

const SILENT = { debug() {}, info() {}, warn() {}, error() {} };
const CONNECT_TIMEOUT = 3_000;

const NEEDY: Record<Role, string> = { all: 'the App', web: 'the web role', worker: 'a worker' };

/** What `codepurify serve` needs in its role: its environment, its database, and where it does the work an App that may do it. */
export async function serveChecks(
  variables: NodeJS.ProcessEnv,
  { role, folder }: { readonly role: Role; readonly folder: string },
  signal: AbortSignal,
): Promise<Found[]> {
  const environment = readEnvironment(variables, role);
  if (environment.kind === 'problems') return environment.problems.map(missing);
  const { settings } = environment;
  const { host, port, databaseUrl, app } = settings;
  const alone = ['localhost', '127.0.0.1', '::1'].includes(host);
  return [
    fine(`The environment has all that ${NEEDY[role]} needs.`),
    ...(alone
      ? [note(`It listens at ${host}:${port}, for this machine alone: set HOST=0.0.0.0 in a container.`)]
      : []),
    databaseUrl === undefined ? await embedded(folder) : await reachable(databaseUrl),
    ...(app ? await allowed(app, signal) : []),
  ];
}

async function embedded(folder: string): Promise<Found> {
  try {
    await mkdir(dirname(folder), { recursive: true });
    using _ = lockFolder(folder);
    return fine(`Jobs can be kept in ${folder}; several processes need PostgreSQL and DATABASE_URL.`);
  } catch (error) {
    if (error instanceof UsageError) return note(error.message);
    return missing(
      `Jobs cannot be kept in ${folder} (${shownError(error).message}): name another with --data.`,
    );
  }
}

/** Looks without setting anything up. */
async function reachable(databaseUrl: string): Promise<Found> {
  const { host, pathname } = new URL(databaseUrl);
  const boss = new PgBoss({
    connectionString: databaseUrl,
    connectionTimeoutMillis: CONNECT_TIMEOUT,
    migrate: false,
    supervise: false,
    schedule: false,
  });
  boss.on('error', () => undefined);
  try {
    await boss.start();
    return fine(`PostgreSQL at ${host}${pathname} answers.`);
  } catch (error) {
    const { message, code } = shownError(error);
    if (/^pg-boss/.test(message)) {
      return fine(`PostgreSQL at ${host}${pathname} answers; serve sets its tables up.`);
    }
    const why = message || code || 'no reason given';
    return missing(
      `PostgreSQL at ${host}${pathname} cannot be used (${why}): start it, or mend DATABASE_URL.`,
    );
  } finally {
    await boss.stop({ graceful: false }).catch(() => undefined);
  }
}

async function allowed(
  { appId, privateKey, baseUrl }: NonNullable<Settings['app']>,
  signal: AbortSignal,
): Promise<Found[]> {
  const octokit = new ProbotOctokit({
    baseUrl,
    auth: { appId, privateKey },
    log: SILENT,
    retry: { enabled: false },
  });
  try {
    const request = { signal };
    const { data: app } = await octokit.rest.apps.getAuthenticated({ request });
    const { data: installations } = await octokit.rest.apps.listInstallations({ per_page: 100, request });
    const granted: Readonly<Record<string, unknown>> = { ...app?.permissions };
    const heard: readonly string[] = app?.events ?? [];
    return [
      fine(`${new URL(baseUrl).host} knows the App as ${app?.slug}.`),
      ...lacking(granted).map((what) =>
        missing(`The App ${what}; change it in its settings, under Permissions.`),
      ),
      ...APP_EVENTS.filter((event) => !heard.includes(event)).map((event) =>
        missing(
          `The App does not hear of ${event}: subscribe to it in its settings, under Permissions & events.`,
        ),
      ),
      installations.length === 0
        ? missing(`The App is installed nowhere: install it at ${app?.html_url}/installations/new.`)
        : fine(`It is installed for ${installations.length === 100 ? '100 or more' : installations.length}.`),
      ...installations.flatMap(({ account, permissions }) => {
        const who = account && 'login' in account ? account.login : 'an account';
        return lacking({ ...permissions }).map((what) =>
          note(`Installed for ${who} it ${what}: somebody there has to accept what the App asks for now.`),
        );
      }),
    ];
  } catch (error) {
    signal.throwIfAborted();
    const problem = githubProblem(error, baseUrl, 'the App');
    if (problem === undefined) throw error;
    return [missing(problem.message)];
  }
}

function lacking(granted: Readonly<Record<string, unknown>>): string[] {
  return Object.entries(APP_PERMISSIONS).flatMap(([name, { level, lost }]) => {
    const has = granted[name];
    return has === 'write' || has === level ? [] : [`may not ${level} ${name}, so ${lost}`];
  });
}
