import { PgBoss } from 'pg-boss';
import { BOSS_OPTIONS, type Storage } from './storage.ts';

const CONNECT_TIMEOUT = 3_000;

/** Connects to PostgreSQL at a connection string. Nothing is asked of it before the queue is opened. */
export function openServer(connectionString: string): Storage {
  const boss = new PgBoss({
    ...BOSS_OPTIONS,
    connectionString,
    application_name: 'codepurify',
    connectionTimeoutMillis: CONNECT_TIMEOUT,
  });
  return {
    boss,
    exclusive: false,
    async transaction(body) {
      const transaction = await boss.getDb().beginTransaction?.();
      if (transaction === undefined) throw new Error('The connection pool of pg-boss has no transactions.');
      try {
        const result = await body(transaction.db);
        await transaction.commit();
        return result;
      } catch (error) {
        await transaction.rollback();
        throw error;
      }
    },
    close: async () => undefined,
  };
}
