import { mkdir, stat } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { FileError } from '../jsonl/file-error.ts';

/**
 * Makes a folder and those above it, where they are not there. One after the other: Node's own way to make them all tries
 * for ever where the file system refuses it as /proc does. Throws FileError where one cannot be made.
 */
export async function makeFolder(path: string): Promise<void> {
  const missing: string[] = [];
  for (let at = resolve(path); ; at = dirname(at)) {
    const info = await stat(at).catch(() => undefined);
    if (info?.isDirectory() || at === dirname(at)) break;
    missing.unshift(at);
  }
  for (const folder of missing) {
    await mkdir(folder).catch((error) => {
      throw new FileError(`${path}: this folder cannot be made (${error.message}).`);
    });
  }
}
