import { pino } from 'pino';
import { ProbotOctokit } from 'probot';
import type { PullHandle } from '../../../demo/github/control/pull-handle.ts';
import type { RepositoryHandle } from '../../../demo/github/control/repository-handle.ts';
import type { StandIn } from '../../../demo/github/control/stand-in.ts';
import type { StandInOptions } from '../../../demo/github/start-stand-in.ts';
import type { Job, ReviewJob } from '../../../src/github/job/job.ts';
import type { Models } from '../../../src/github/models.ts';
import { endWith } from '../../../src/github/serve/end-with.ts';
import type { WorkContext, WorkResult } from '../../../src/github/serve/work.ts';
import { workOf } from '../../../src/github/work/work.ts';
import { startJudgedStandIn } from '../../judge/start-judged-stand-in.ts';
import { finishedInMemory } from './finished-in-memory.ts';
import { littleModels, littleVictim } from './little-models.ts';

const QUIET = pino({ level: 'silent' });

export interface Bench extends AsyncDisposable {
  readonly standIn: StandIn;
  readonly repository: RepositoryHandle;
  /** Of its installation, as jobs name it. */
  readonly installation: number;
  /** Jobs that were asked for by jobs. */
  readonly enqueued: Job[];
  /** `METHOD path` of every request since the last look, without those for tokens. */
  requests(): string[];
  do(job: Job, more?: Partial<WorkContext>): Promise<WorkResult>;
  /** Reviews a pull request as the App would when its head came. */
  review(pull: PullHandle, more?: Partial<ReviewJob>, context?: Partial<WorkContext>): Promise<WorkResult>;
}

interface BenchOptions extends StandInOptions {
  readonly models?: Models;
}

/** A repository `ada/engine` on a judged stand-in, with the App installed and its jobs at hand. */
export async function bench({ models, ...options }: BenchOptions = {}): Promise<Bench> {
  const judged = await startJudgedStandIn(options);
  const { standIn } = judged;
  const repository = standIn.repository('ada/engine');
  const installation = standIn.install('ada');
  const { appId, privateKey, apiUrl } = standIn;
  const client = (signal: AbortSignal) => {
    const octokit = new ProbotOctokit({
      baseUrl: apiUrl,
      auth: { appId, privateKey, installationId: installation.id },
      log: QUIET,
      throttle: { enabled: false },
      retry: { retryAfterBaseValue: 10 },
    });
    endWith(octokit, signal);
    return octokit;
  };
  const finished = finishedInMemory();
  const enqueued: Job[] = [];
  const work = workOf({
    models: models ?? littleModels(littleVictim()),
    answer: async () => ({ outcome: 'nothing' }),
  });
  let seen = 0;
  const at = { installation: installation.id, owner: 'ada', repo: 'engine' };
  const perform = (job: Job, { signal = new AbortController().signal, ...more }: Partial<WorkContext> = {}) =>
    work(job, {
      signal,
      log: QUIET,
      octokit: client(signal),
      async parting() {
        const { signal } = new AbortController();
        return { signal, octokit: client(signal) };
      },
      bot: 'codepurify[bot]',
      finished,
      attempt: 1,
      attempts: 3,
      enqueue: async (next) => void enqueued.push(next),
      ...more,
    });
  return {
    standIn,
    repository,
    installation: installation.id,
    enqueued,
    requests() {
      const fresh = standIn.exchanges.slice(seen);
      seen = standIn.exchanges.length;
      return fresh
        .map(({ method, path }) => `${method} ${path}`)
        .filter((request) => !request.includes('/access_tokens'));
    },
    do: perform,
    review: (pull, more = {}, context = {}) =>
      perform(
        {
          ...at,
          kind: 'review',
          sender: 'ada',
          delivery: 'a-delivery',
          pull: pull.number,
          head: pull.head,
          reason: 'opened',
          force: false,
          updatedAt: pull.pull.updatedAt.toISOString(),
          ...more,
        },
        context,
      ),
    [Symbol.asyncDispose]: () => judged.finish(),
  };
}
