import type { Logger } from 'pino';
import { Probot, ProbotOctokit } from 'probot';
import { endWith } from './end-with.ts';

/** Longer waits than this, in seconds, are for the queue: a worker that sleeps does nothing for others. */
const LONGEST_WAIT = 60;
const TRIES = 2;

/** A client with retries and throttling that speaks for somebody. */
export type Octokit = InstanceType<typeof ProbotOctokit>;

/** GitHub as this App sees it. */
export interface GitHubApp {
  /** Speaks for an installation. Its requests end with the signal. */
  octokit(installation: number, signal: AbortSignal): Promise<Octokit>;
  /** Speaks for the App itself, and for no installation. Its requests end with the signal. */
  asApp(signal: AbortSignal): Promise<Octokit>;
  /** The login under which the App comments and commits. Asked once, then known. */
  bot(): Promise<string>;
}

export interface GitHubAppSettings {
  readonly appId: number;
  readonly privateKey: string;
  /** Of the REST API, without a slash at its end. */
  readonly baseUrl: string;
  readonly log: Logger;
}

export function githubApp({ appId, privateKey, baseUrl, log }: GitHubAppSettings): GitHubApp {
  const again = (wait: number, _request: unknown, _octokit: unknown, tries: number): boolean =>
    wait <= LONGEST_WAIT && tries < TRIES;
  // Probot's own throttling only logs secondary limits, and it would win over plain defaults.
  const Patient = ProbotOctokit.defaults((options: Readonly<Record<string, unknown>>) => ({
    ...options,
    throttle: { enabled: true, onRateLimit: again, onSecondaryRateLimit: again },
  }));
  // At the level debug it writes down the bodies of requests.
  const quiet = log.child({}, { level: log.level === 'silent' ? 'silent' : 'warn' });
  const probot = new Probot({
    appId,
    privateKey,
    // Deliveries are checked elsewhere; without one Probot takes a secret that everybody knows.
    secret: crypto.randomUUID(),
    baseUrl,
    Octokit: Patient,
    log: quiet,
  });
  let bot: Promise<string> | undefined;
  return {
    async octokit(installation, signal) {
      const octokit = await probot.auth(installation);
      endWith(octokit, signal);
      return octokit;
    },
    async asApp(signal) {
      const octokit = new Patient({ baseUrl, auth: { appId, privateKey }, log: quiet });
      endWith(octokit, signal);
      return octokit;
    },
    bot() {
      bot ??= slug().catch((error: unknown) => {
        bot = undefined;
        throw error;
      });
      return bot;
    },
  };

  async function slug(): Promise<string> {
    const octokit = await probot.auth();
    const { data } = await octokit.rest.apps.getAuthenticated();
    if (data === null) throw new Error('GitHub does not know this App.');
    return `${data.slug}[bot]`;
  }
}
