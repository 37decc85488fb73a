import { lstat } from 'node:fs/promises';
import type { PassedOver } from './passed-over.ts';

/**
 * Why what stands at a path is not read though it has the name of a source file; `gone` where nothing stands there any
 * more. Nobody may ever write to a pipe, and a link may lead anywhere.
 */
export async function notRead(path: string): Promise<PassedOver | 'gone' | undefined> {
  try {
    const info = await lstat(path);
    if (info.isSymbolicLink()) return 'symbolic link';
    if (info.isDirectory()) return 'submodule';
    return info.isFile() ? undefined : 'no regular file';
  } catch (error) {
    // What may not be looked at is told by who reads it.
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    return code === 'ENOENT' || code === 'ENOTDIR' ? 'gone' : undefined;
  }
}
