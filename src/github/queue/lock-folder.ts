import { lockFile } from '../../lock/lock-file.ts';
import { UsageError } from '../../scan/usage-error.ts';

/**
 * Makes this process the only one with a folder until it is disposed of, by a file beside the folder.
 * PGlite itself takes no lock, and two processes on one folder destroy it. Throws `UsageError` where another process has it.
 */
export function lockFolder(folder: string): Disposable {
  const path = `${folder}.lock`;
  const lock = lockFile(path);
  if (!('by' in lock)) return lock;
  throw new UsageError(
    `${folder} is in use by ${lock.by}: stop it, or name another folder with --data, or set DATABASE_URL for several processes. Remove ${path} only if you know that it runs no longer.`,
  );
}
