import type { Db, PgBoss } from 'pg-boss';

/** Where jobs are kept: the same for a database of our own on disk and for a server. */
export interface Storage {
  readonly boss: PgBoss;
  /** No other process can reach it, so that whatever counts as running when it is opened was killed. */
  readonly exclusive: boolean;
  /** Runs `body` within one transaction: all of it counts, or, where it throws, nothing. */
  transaction<T>(body: (db: Db) => Promise<T>): Promise<T>;
  close(): Promise<void>;
}

/** Pg-boss's own default is a minute: that long a killed worker's job would lie about. */
export const BOSS_OPTIONS = {
  superviseIntervalSeconds: 2,
  monitorIntervalSeconds: 2,
  queueCacheIntervalSeconds: 2,
  useListenNotify: true,
  schedule: false,
} as const;
