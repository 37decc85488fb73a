import type { PgBoss } from 'pg-boss';
import type { QueueName } from '../job/place-of.ts';
import type { Pace } from './pace.ts';
import type { Storage } from './storage.ts';

export const QUEUES: readonly QueueName[] = ['review', 'request'];
/** Jobs that were given up. */
export const DEAD = 'dead';
/** To look for deliveries that nobody took; never twice at once. */
export const CATCH_UP = 'catch-up';

const DAY = 24 * 60 * 60;
const KEPT_WHEN_DONE = DAY;
const KEPT_WHEN_WAITING = 14 * DAY;

const TABLES = [
  'CREATE SCHEMA IF NOT EXISTS codepurify',
  `CREATE TABLE IF NOT EXISTS codepurify.delivery (
     id text PRIMARY KEY,
     received timestamptz NOT NULL DEFAULT now())`,
  `CREATE TABLE IF NOT EXISTS codepurify.finished (
     installation bigint NOT NULL,
     repository text NOT NULL,
     pull integer NOT NULL,
     head text NOT NULL,
     config text NOT NULL,
     model text NOT NULL,
     at timestamptz NOT NULL DEFAULT now(),
     PRIMARY KEY (installation, repository, pull, head, config, model))`,
];

/** Makes the queues and tables that are missing. */
export async function setUp({ boss, transaction }: Storage, pace: Pace): Promise<void> {
  const kept = { deleteAfterSeconds: KEPT_WHEN_DONE, retentionSeconds: KEPT_WHEN_WAITING };
  const settings = {
    ...kept,
    heartbeatSeconds: pace.heartbeat,
    expireInSeconds: pace.expire,
    retryLimit: pace.retries,
    retryDelay: pace.retryDelay,
    retryBackoff: true,
    retryDelayMax: pace.longestRetryDelay,
    deadLetter: DEAD,
    notify: true,
  };
  await boss.createQueue(DEAD, kept);
  for (const name of QUEUES) {
    // The policy is what keeps two from running at once even if two workers fetch in the same instant.
    await boss.createQueue(name, { ...settings, policy: 'singleton' });
    await boss.updateQueue(name, settings);
  }
  const { deadLetter, ...others } = settings;
  await boss.createQueue(CATCH_UP, { ...others, policy: 'exclusive' });
  await boss.updateQueue(CATCH_UP, others);
  await transaction(async (db) => {
    // Two processes that start together would both find a table missing.
    await db.executeSql("SELECT pg_advisory_xact_lock(hashtextextended('codepurify', 0))");
    for (const table of TABLES) await db.executeSql(table);
  });
}

/** Forgets deliveries that GitHub no longer redelivers, and reviews of long ago. */
export async function prune(boss: PgBoss): Promise<void> {
  const db = boss.getDb();
  await db.executeSql("DELETE FROM codepurify.delivery WHERE received < now() - interval '30 days'");
  await db.executeSql("DELETE FROM codepurify.finished WHERE at < now() - interval '180 days'");
}
