import { mkdir } from 'node:fs/promises';
import { PGlite } from '@electric-sql/pglite';
import { type Db, fromPglite, PgBoss } from 'pg-boss';
import { lockFolder } from './lock-folder.ts';
import { BOSS_OPTIONS, type Storage } from './storage.ts';

/** Opens the database in a folder, which is made where it is missing. Throws `UsageError` where another process has it. */
export async function openEmbedded(folder: string): Promise<Storage> {
  await mkdir(folder, { recursive: true });
  const lock = lockFolder(folder);
  try {
    const database = await PGlite.create({ dataDir: folder });
    return {
      boss: new PgBoss({ ...BOSS_OPTIONS, db: fromPglite(database), backend: 'pglite' }),
      exclusive: true,
      transaction: (body) =>
        database.transaction((transaction) =>
          body({ executeSql: (text, values) => transaction.query(text, [...(values ?? [])]) } satisfies Db),
        ),
      async close() {
        await database.close();
        lock[Symbol.dispose]();
      },
    };
  } catch (error) {
    lock[Symbol.dispose]();
    throw error;
  }
}
