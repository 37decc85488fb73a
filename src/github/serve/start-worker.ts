import type { JobWithMetadata } from 'pg-boss';
import type { QueueName } from '../job/place-of.ts';
import { CATCH_UP, QUEUES } from '../queue/set-up.ts';
import { catchUp } from './catch-up.ts';
import { type JobRunner, runJob } from './run-job.ts';
import { Stopped } from './stopped.ts';

/** How long jobs that were told to stop may take to do so, in milliseconds. */
const LAST_BREATH = 5_000;
const POLL_SECONDS = 1;
const LOOK_SECONDS = 5;

export interface Worker {
  /** Takes no further job, lets the running ones end within `patience` milliseconds, and gives the others back. */
  drain(patience: number): Promise<void>;
}

export interface WorkerSettings extends Omit<JobRunner, 'draining'> {
  /** How many reviews run at once in this process. */
  readonly concurrency: number;
}

/** Takes jobs from the queue and does them. */
export async function startWorker({ concurrency, ...runner }: WorkerSettings): Promise<Worker> {
  const { boss, pace } = runner.queue;
  const draining = new AbortController();
  const heartbeatRefreshSeconds = Math.max(1, Math.floor(pace.heartbeat / 6));
  const running: Record<QueueName, number> = { review: concurrency, request: 4 };
  for (const queue of QUEUES) {
    await boss.work(
      queue,
      {
        includeMetadata: true,
        localConcurrency: running[queue],
        groupConcurrency: 1,
        pollingIntervalSeconds: POLL_SECONDS,
        // What was put off has no notification when its time comes.
        notifyPollingIntervalSeconds: POLL_SECONDS,
        heartbeatRefreshSeconds,
      },
      async (jobs: JobWithMetadata<unknown>[]) => {
        for (const job of jobs) await runJob(job, { ...runner, draining: draining.signal });
      },
    );
  }
  const closing = new AbortController();
  await boss.work(
    CATCH_UP,
    { pollingIntervalSeconds: LOOK_SECONDS, heartbeatRefreshSeconds },
    async ([job]) => {
      if (job !== undefined) await catchUp(runner, AbortSignal.any([job.signal, closing.signal]));
    },
  );
  return {
    async drain(patience) {
      // Another process goes on with it, or this one when it is started again.
      closing.abort(new Stopped('draining'));
      const idle = Promise.all([...QUEUES, CATCH_UP].map((queue) => boss.offWork(queue, { wait: true })));
      if (await within(patience, idle)) return;
      draining.abort(new Stopped('draining'));
      if (await within(LAST_BREATH, idle)) return;
      runner.log.warn({}, 'A job did not stop; another worker will do it again');
    },
  };
}

async function within(milliseconds: number, done: Promise<unknown>): Promise<boolean> {
  const { promise: late, resolve } = Promise.withResolvers<false>();
  const timer = setTimeout(() => resolve(false), milliseconds);
  try {
    return await Promise.race([done.then(() => true), late]);
  } finally {
    clearTimeout(timer);
  }
}
