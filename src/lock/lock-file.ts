import { linkSync, readFileSync, renameSync, rmSync, statSync, utimes, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { z } from 'zod';
import { startOf } from './start-of.ts';

/** How often the holder shows that it lives, and how long its silence may last, in milliseconds. */
const BEAT = 5_000;
const SILENCE = 30_000;

const holderSchema = z.object({ pid: z.int().positive(), host: z.string(), start: z.string() });
type Holder = z.infer<typeof holderSchema>;

/** Who has a lock, in words. */
export interface Taken {
  readonly by: string;
}

/**
 * Takes a lock, which is a file, until it is disposed of; or says who has it. What a killed process left behind does not
 * count. Throws the file system's error where no file can be there.
 */
export function lockFile(path: string): Disposable | Taken {
  const own = `${path}.${process.pid}`;
  writeFileSync(own, JSON.stringify({ pid: process.pid, host: hostname(), start: startOf(process.pid) }));
  try {
    if (!linked(own, path)) {
      const holder = holderOf(path);
      // A lock that is no longer there was not left behind: who takes it away might take the next one's.
      if (holder === 'unknown' || (holder !== undefined && lives(holder, path))) return taken(holder);
      const other = discard(path, own, holder);
      if (other !== undefined) return taken(other);
      if (!linked(own, path)) return taken(holderOf(path));
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

/** Undefined where the lock was written half; unknown where it cannot be read, or is gone by now. */
function holderOf(path: string): Holder | 'unknown' | undefined {
  try {
    return holderSchema.safeParse(JSON.parse(readFileSync(path, 'utf8'))).data;
  } catch (error) {
    return error instanceof SyntaxError ? undefined : 'unknown';
  }
}

/** A pid means something on its own host only, and there only together with when its process began. */
function lives({ pid, host, start }: Holder, path: string): boolean {
  if (host === hostname()) return startOf(pid) === start;
  const info = statSync(path, { throwIfNoEntry: false });
  return info === undefined || Date.now() - info.mtimeMs < SILENCE;
}

/** Takes away a lock that was found dead. Another process may have replaced it in the meantime: then it is put back, and told. */
function discard(path: string, own: string, dead: Holder | undefined): Holder | 'unknown' | undefined {
  const aside = `${own}.dead`;
  try {
    renameSync(path, aside);
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined;
    throw error;
  }
  const moved = holderOf(aside);
  const fresh =
    moved === 'unknown' || (moved !== undefined && (moved.pid !== dead?.pid || moved.start !== dead.start));
  if (fresh) linked(aside, path);
  rmSync(aside, { force: true });
  return fresh ? moved : undefined;
}

function taken(holder: Holder | 'unknown' | undefined): Taken {
  return { by: typeof holder === 'object' ? `process ${holder.pid} on ${holder.host}` : 'another process' };
}

function codeOf(error: unknown): unknown {
  return error instanceof Error && 'code' in error ? error.code : undefined;
}
