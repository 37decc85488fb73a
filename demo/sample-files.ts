import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { FileContents } from './github/act/commit-files.ts';

const ROOT = fileURLToPath(new URL('repository/', import.meta.url));

/** The files of the sample repository before its pull request (`base`), or those that it changes (`change`), by path. */
export async function sampleFiles(of: 'base' | 'change'): Promise<FileContents> {
  const folder = join(ROOT, of);
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries
    .filter((entry) => entry.isFile())
    .map(async ({ parentPath, name }) => {
      const path = join(parentPath, name);
      const inRepository = path.slice(folder.length + 1).replaceAll('\\', '/');
      return [inRepository, await readFile(path)] as const;
    });
  return Object.fromEntries(await Promise.all(files));
}
