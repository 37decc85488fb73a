import type { Db, PgBoss } from 'pg-boss';
import type { Orders } from '../job/orders-of.ts';
import { answersAgain } from './answers-again.ts';
import { enqueue } from './enqueue.ts';
import { type Envelope, NEVER_PUT_OFF } from './envelope.ts';
import { type Finished, finishedIn } from './finished.ts';
import { forget } from './forget.ts';
import { PACE, type Pace } from './pace.ts';
import { CATCH_UP, DEAD, prune, QUEUES, setUp } from './set-up.ts';
import type { Storage } from './storage.ts';

const PRUNE_INTERVAL = 60 * 60 * 1000;

/** What of a delivery is to be done, and cannot be nothing. */
export type Demand = Exclude<Orders, { kind: 'nothing' }>;

export interface Depth {
  readonly queue: string;
  readonly waiting: number;
  readonly running: number;
}

/** Jobs that outlive the process. */
export interface Queue {
  readonly boss: PgBoss;
  readonly pace: Pace;
  readonly finished: Finished;
  /** Keeps what a delivery asks for, once: a delivery that came before does nothing. */
  accept(delivery: string, demand: Demand): Promise<'accepted' | 'duplicate'>;
  /** @param delay before the job may start, in seconds */
  enqueue(envelope: Envelope, delay?: number): Promise<void>;
  /** Those of some deliveries that came before. */
  known(deliveries: readonly string[]): Promise<ReadonlySet<string>>;
  /**
   * Has deliveries that nobody took asked for again, by whichever process has the key of the App. Where that waits or goes
   * on already, once is enough.
   * @param every not more often than this by all processes together, in seconds
   */
  catchUp(every?: number): Promise<void>;
  /** A few seconds old at most. */
  depths(): Promise<readonly Depth[]>;
  /** Rejects where the database does not answer. */
  ping(): Promise<void>;
  /** Resolves once it does. */
  answersAgain(): Promise<void>;
  close(): Promise<void>;
}

/** Opens the queue in a storage, which belongs to it from now on. `onProblem` hears what goes wrong by the way. */
export async function openQueue(
  storage: Storage,
  onProblem: (problem: unknown) => void,
  pace: Pace = PACE,
): Promise<Queue> {
  const { boss, transaction } = storage;
  boss.on('error', onProblem);
  boss.on('warning', onProblem);
  try {
    await boss.start();
    await setUp(storage, pace);
    // Pg-boss looks a queue up at its first use, and could not do so within our transaction on PGlite.
    for (const queue of [...QUEUES, DEAD]) await boss.findJobs(queue, { key: '' });
    if (storage.exclusive) await giveBackKilled(boss);
  } catch (error) {
    await boss.stop({ graceful: false }).catch(onProblem);
    await storage.close();
    throw error;
  }
  const db = boss.getDb();
  const tidy = () => void prune(boss).catch(onProblem);
  tidy();
  const pruning = setInterval(tidy, PRUNE_INTERVAL).unref();
  const ping = async () => void (await db.executeSql('SELECT 1'));

  return {
    boss,
    pace,
    finished: finishedIn(db),
    accept: (delivery, demand) =>
      transaction(async (within) => {
        if (!(await isNew(within, delivery))) return 'duplicate';
        if (demand.kind === 'job') await enqueue(within, boss, pace, { job: demand.job, ...NEVER_PUT_OFF });
        else for (const what of demand.what) await forget(within, boss, what);
        return 'accepted';
      }),
    enqueue: (envelope, delay) => transaction((within) => enqueue(within, boss, pace, envelope, delay)),
    async known(deliveries) {
      const { rows } = await db.executeSql('SELECT id FROM codepurify.delivery WHERE id = ANY($1)', [
        deliveries,
      ]);
      return new Set(rows.map((row: { readonly id: string }) => row.id));
    },
    async catchUp(every) {
      await boss.send(CATCH_UP, {}, every === undefined ? {} : { singletonSeconds: every });
    },
    async depths() {
      const all = await boss.getQueues([...QUEUES, DEAD]);
      return all.map(({ name, queuedCount, activeCount }) => ({
        queue: name,
        waiting: queuedCount,
        running: activeCount,
      }));
    },
    ping,
    answersAgain: answersAgain(ping),
    async close() {
      clearInterval(pruning);
      await boss.stop({ graceful: false });
      await storage.close();
    },
  };
}

async function isNew(db: Db, delivery: string): Promise<boolean> {
  const { rows } = await db.executeSql(
    'INSERT INTO codepurify.delivery (id) VALUES ($1) ON CONFLICT DO NOTHING RETURNING id',
    [delivery],
  );
  return rows.length > 0;
}

/** What runs in a storage that nobody else can have open was left by a process that was killed. */
async function giveBackKilled(boss: PgBoss): Promise<void> {
  for (const queue of [...QUEUES, CATCH_UP]) {
    const { rows } = await boss
      .getDb()
      .executeSql("SELECT id FROM pgboss.job WHERE name = $1 AND state = 'active'", [queue]);
    const running = rows.map((row: { readonly id: string }) => row.id);
    if (running.length > 0) await boss.fail(queue, running, { message: 'its worker was killed' });
    // Most likely not by the job, so there is nothing to wait for.
    for (const id of running) await boss.update(queue, undefined, { id, startAfter: 0 });
  }
}
