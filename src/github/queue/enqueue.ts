import type { Db, PgBoss } from 'pg-boss';
import type { Job } from '../job/job.ts';
import { mergeReviews } from '../job/merge-reviews.ts';
import { placeOf } from '../job/place-of.ts';
import { type Envelope, envelopeSchema } from './envelope.ts';
import type { Pace } from './pace.ts';

/**
 * Puts a job into the queue, within the transaction of `db`. A review takes the place, in the queue too,
 * of one of the same pull request that waits.
 * @param delay before it may start, in seconds
 */
export async function enqueue(
  db: Db,
  boss: PgBoss,
  pace: Pace,
  { job, ...waited }: Envelope,
  delay = 0,
): Promise<void> {
  const { queue, key } = placeOf(job);
  if (job.kind === 'review') {
    // Else two at once would both find that none waits.
    await db.executeSql('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [key]);
    const waiting = await waitingReview(db, boss, job);
    if (waiting !== undefined) {
      const data: Envelope = { job: mergeReviews(waiting.job, job), ...waited };
      const { updated } = await boss.update(queue, data, {
        db,
        id: waiting.id,
        startAfter: delay,
        retryLimit: waiting.retryCount + pace.retries,
      });
      // None where a worker has just taken it.
      if (updated > 0) return;
    }
  }
  const id = await boss.send(queue, { job, ...waited } satisfies Envelope, {
    db,
    singletonKey: key,
    group: { id: key },
    ...(delay > 0 && { startAfter: delay }),
  });
  if (id === null) throw new Error(`The queue did not take a job (${job.kind}).`);
}

async function waitingReview(db: Db, boss: PgBoss, job: Job) {
  const { queue, key } = placeOf(job);
  const rows = await boss.findJobs(queue, { db, key, queued: true });
  return rows
    .toSorted((one, other) => other.createdOn.getTime() - one.createdOn.getTime())
    .flatMap(({ id, retryCount, data }) => {
      const envelope = envelopeSchema.safeParse(data).data;
      return envelope?.job.kind === 'review' ? [{ id, retryCount, job: envelope.job }] : [];
    })
    .at(0);
}
