import { linkSync, readFileSync, renameSync, rmSync, statSync, utimes, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { z } from 'zod';
import { UsageError } from '../../scan/usage-error.ts';
import { startOf } from './start-of.ts';

/** How often the holder shows that it lives, and how long its silence may last, in milliseconds. */
const BEAT = 5_000;
const SILENCE = 30_000;

const holderSchema = z.object({ pid: z.int().positive(), host: z.string(), start: z.string() });
type Holder = z.infer<typeof holderSchema>;

/**
 * Makes this process the only one with a folder until it is disposed of, by a file beside the folder.
 * PGlite itself takes no lock, and two processes on one folder destroy it. What a killed process left
 * behind does not count. Throws `UsageError` where another process has it.
 */
export function lockFolder(folder: string): Disposable {
  const path = `${folder}.lock`;
  const own = `${path}.${process.pid}`;
  writeFileSync(own, JSON.stringify({ pid: process.pid, host: hostname(), start: startOf(process.pid) }));
  try {
    if (!linked(own, path)) {
      const holder = holderOf(path);
      if (holder !== undefined && lives(holder, path)) throw taken(folder, path, holder);
      discard(path, own, holder, folder);
      if (!linked(own, path)) throw taken(folder, path, holderOf(path));
    }
  } finally {
    rmSync(own, { force: true });
  }
  const beat = setInterval(() => {
    const now = new Date();
    // Where it fails, its age shows it.
    utimes(path, now, now, () => undefined);
  }, BEAT).unref();
  return {
    [Symbol.dispose]() {
      clearInterval(beat);
      rmSync(path, { force: true });
    },
  };
}

/** Whether the lock was free. A link comes into being with all its content, or not at all. */
function linked(own: string, path: string): boolean {
  try {
    linkSync(own, path);
    return true;
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false;
    throw error;
  }
}

function holderOf(path: string): Holder | undefined {
  try {
    return holderSchema.safeParse(JSON.parse(readFileSync(path, 'utf8'))).data;
  } catch {
    return undefined;
  }
}

/** A pid means something on its own host only, and there only together with when its process began. */
function lives({ pid, host, start }: Holder, path: string): boolean {
  if (host === hostname()) return startOf(pid) === start;
  return Date.now() - statSync(path).mtimeMs < SILENCE;
}

/** Takes away a lock that was found dead. Another process may have replaced it in the meantime: then it is put back. */
function discard(path: string, own: string, dead: Holder | undefined, folder: string): void {
  const aside = `${own}.dead`;
  try {
    renameSync(path, aside);
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return;
    throw error;
  }
  const moved = holderOf(aside);
  const fresh = moved !== undefined && (moved.pid !== dead?.pid || moved.start !== dead.start);
  if (fresh) linked(aside, path);
  rmSync(aside, { force: true });
  if (fresh) throw taken(folder, path, moved);
}

function taken(folder: string, path: string, holder: Holder | undefined): UsageError {
  const who = holder ? `process ${holder.pid} on ${holder.host}` : 'another process';
  return new UsageError(
    `${folder} is in use by ${who}: stop it, or name another folder with --data, or set DATABASE_URL for several processes. Remove ${path} only if you know that it runs no longer.`,
  );
}

function codeOf(error: unknown): unknown {
  return error instanceof Error && 'code' in error ? error.code : undefined;
}
