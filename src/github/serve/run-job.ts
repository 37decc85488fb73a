import type { JobWithMetadata } from 'pg-boss';
import type { Job } from '../job/job.ts';
import { type Envelope, envelopeSchema, NEVER_PUT_OFF } from '../queue/envelope.ts';
import type { Queue } from '../queue/queue.ts';
import type { GitHubApp } from './github-app.ts';
import type { Log } from './logger.ts';
import type { Metrics } from './metrics.ts';
import { putOff } from './put-off.ts';
import { Stopped } from './stopped.ts';
import { watchForNewer } from './watch-for-newer.ts';
import type { Work, WorkResult } from './work.ts';

/** Milliseconds that a job has, after it was stopped, to leave things in order. */
const PARTING = 10_000;

export interface JobRunner {
  readonly queue: Queue;
  readonly work: Work;
  readonly github: GitHubApp;
  readonly metrics: Metrics;
  readonly log: Log;
  /** Aborted with `Stopped` where the process is about to end. */
  readonly draining: AbortSignal;
}

type Outcome = WorkResult['outcome'] | 'superseded' | 'given back' | 'put off' | 'failed' | 'unreadable';

/** Does one job of the queue. Rejects where the queue should try it again. */
export async function runJob(held: JobWithMetadata<unknown>, runner: JobRunner): Promise<void> {
  const { metrics } = runner;
  const envelope = envelopeSchema.safeParse(held.data).data;
  if (envelope === undefined) {
    // Written by another version of the program; trying again would not help.
    runner.log.error({ job: held.id }, 'A job could not be read and was dropped');
    metrics.job('unknown', 'unreadable', 0);
    return;
  }
  const { job } = envelope;
  const attempt = { attempt: held.retryCount + 1, attempts: held.retryLimit + 1 };
  const log = runner.log.child({
    delivery: job.delivery,
    job: held.id,
    ...shown(job),
    attempt: attempt.attempt,
  });
  const started = performance.now();
  const tell = (outcome: Outcome, more: object = {}) => {
    const seconds = (performance.now() - started) / 1000;
    metrics.job(job.kind, outcome, seconds);
    const level = outcome === 'failed' ? (attempt.attempt < attempt.attempts ? 'warn' : 'error') : 'info';
    log[level]({ outcome, seconds: Math.round(seconds * 1000) / 1000, ...more }, `job ${outcome}`);
  };
  try {
    const result = await worked(envelope, held, runner, log, attempt);
    metrics.found(result);
    tell(result.outcome, result);
  } catch (error) {
    const outcome = await settled(error, envelope, held, runner);
    tell(outcome, outcome === 'failed' || outcome === 'put off' ? { err: error } : {});
    if (outcome === 'failed') throw error;
  }
}

async function worked(
  { job }: Envelope,
  held: JobWithMetadata<unknown>,
  { queue, work, github, draining }: JobRunner,
  log: Log,
  attempt: { readonly attempt: number; readonly attempts: number },
): Promise<WorkResult> {
  using newer = await watchForNewer(job, queue, (err) =>
    log.warn({ err }, 'The queue could not be looked at'),
  );
  const signal = AbortSignal.any([held.signal, draining, newer.signal]);
  try {
    signal.throwIfAborted();
    const bot = await github.bot();
    const octokit = await github.octokit(job.installation, signal);
    return await work(job, {
      signal,
      log,
      octokit,
      async parting() {
        const signal = AbortSignal.any([held.signal, AbortSignal.timeout(PARTING)]);
        return { signal, octokit: await github.octokit(job.installation, signal) };
      },
      bot,
      finished: queue.finished,
      ...attempt,
      enqueue: (next) => queue.enqueue({ job: next, ...NEVER_PUT_OFF }),
    });
  } catch (error) {
    // Whatever the stop made fail within the work, the stop is the reason.
    throw signal.reason instanceof Stopped ? signal.reason : error;
  }
}

/** What becomes of a job that has not come to its end. */
async function settled(
  error: unknown,
  { job, ...waited }: Envelope,
  held: JobWithMetadata<unknown>,
  { queue }: JobRunner,
): Promise<Outcome> {
  // It belongs to another worker by now, or to nobody.
  if (held.signal.aborted) return 'failed';
  if (error instanceof Stopped) {
    if (error.why === 'superseded') return 'superseded';
    await queue.enqueue({ job, ...waited });
    return 'given back';
  }
  const off = putOff(error, { ...waited, isLast: held.retryCount >= held.retryLimit });
  if (off === undefined) return 'failed';
  await queue.enqueue({ job, ...off.waited }, off.seconds);
  return 'put off';
}

function shown(job: Job) {
  const { kind, installation, owner, repo } = job;
  return {
    kind,
    installation,
    repository: `${owner}/${repo}`,
    ...('pull' in job && { pull: job.pull }),
    ...('head' in job && { head: job.head }),
  };
}
