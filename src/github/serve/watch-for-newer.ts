import type { Job } from '../job/job.ts';
import { placeOf } from '../job/place-of.ts';
import { supersedes } from '../job/supersedes.ts';
import { envelopeSchema } from '../queue/envelope.ts';
import type { Queue } from '../queue/queue.ts';
import { Stopped } from './stopped.ts';

const INTERVAL = 1_000;

export interface Watch extends Disposable {
  /** Aborted with `Stopped` within about a second after a newer push has been accepted, by whatever process. */
  readonly signal: AbortSignal;
}

/** Watches the queue for a job that makes this one pointless. It has looked once when it returns. */
export async function watchForNewer(
  job: Job,
  queue: Pick<Queue, 'boss'>,
  onProblem: (problem: unknown) => void,
): Promise<Watch> {
  const controller = new AbortController();
  const { signal } = controller;
  if (job.kind !== 'review') return { signal, [Symbol.dispose]: () => undefined };
  const place = placeOf(job);
  await look();
  const timer = setInterval(() => void look().catch(onProblem), INTERVAL);
  return { signal, [Symbol.dispose]: () => clearInterval(timer) };

  async function look(): Promise<void> {
    if (signal.aborted) return;
    const waiting = await queue.boss.findJobs(place.queue, { key: place.key, queued: true });
    const newer = waiting.some(({ data }) => {
      const next = envelopeSchema.safeParse(data).data?.job;
      return next !== undefined && supersedes(next, job);
    });
    if (newer) controller.abort(new Stopped('superseded'));
  }
}
