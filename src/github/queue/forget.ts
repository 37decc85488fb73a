import type { Db, PgBoss } from 'pg-boss';
import type { Forget } from '../job/orders-of.ts';
import { DEAD, QUEUES } from './set-up.ts';

/** Drops all that is kept of an installation or repository, within the transaction of `db`. What runs for it is stopped. */
export async function forget(db: Db, boss: PgBoss, { installation, repository }: Forget): Promise<void> {
  for (const queue of [...QUEUES, DEAD]) {
    const jobs = await boss.findJobs(queue, { db, data: { job: { installation, ...repository } } });
    // A worker whose job has gone finds so at its next heartbeat.
    if (jobs.length > 0)
      await boss.deleteJob(
        queue,
        jobs.map(({ id }) => id),
        { db },
      );
  }
  await db.executeSql(
    'DELETE FROM codepurify.finished WHERE installation = $1 AND ($2::text IS NULL OR repository = $2)',
    [installation, repository ? `${repository.owner}/${repository.repo}`.toLowerCase() : null],
  );
}
