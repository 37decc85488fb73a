import { readdir } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { closedFolder, type PassedOver } from './passed-over.ts';

interface Walked {
  /** Relative to the folder, with forward slashes. */
  readonly files: string[];
  /** One for each folder that was not entered. */
  readonly closed: PassedOver[];
  /** Absolute paths. */
  readonly unreadable: string[];
}

/** All files below a folder, without following links. */
export async function walk(folder: string): Promise<Walked> {
  const found: Walked = { files: [], closed: [], unreadable: [] };
  const open = [folder];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const entries = await readdir(next, { withFileTypes: true }).catch(() => undefined);
    if (entries === undefined) found.unreadable.push(next);
    for (const entry of entries ?? []) {
      const path = join(next, entry.name);
      if (!entry.isDirectory()) {
        found.files.push(relative(folder, path).split(sep).join('/'));
        continue;
      }
      const reason = closedFolder(entry.name);
      if (reason === undefined) open.push(path);
      else found.closed.push(reason);
    }
  }
  return found;
}
