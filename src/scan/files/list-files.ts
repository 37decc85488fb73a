import { stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import { git } from './git.ts';
import type { Listing, Problem } from './listing.ts';
import { notRead } from './not-read.ts';
import { type PassedOver, passedOver } from './passed-over.ts';
import { shownPath } from './shown-path.ts';
import { walk } from './walk.ts';

/**
 * The source files under paths. A file that is named is always taken. A folder is listed by git, which knows what to
 * ignore, or walked where it is in no repository or ignored itself; links in it are not followed.
 */
export async function listFiles(
  paths: readonly string[],
  cwd: string,
  signal?: AbortSignal,
): Promise<Listing> {
  const files = new Set<string>();
  const skipped: PassedOver[] = [];
  const problems: Problem[] = [];

  for (const path of paths) {
    const asked = resolve(cwd, path);
    const info = await stat(asked).catch(() => undefined);
    if (info === undefined) {
      problems.push({ file: path, message: 'There is no such file or folder.' });
    } else if (info.isFile()) {
      files.add(asked);
    } else if (info.isDirectory()) {
      for (const file of (await tracked(asked, signal)) ?? (await walked(asked))) {
        signal?.throwIfAborted();
        const reason = passedOver(file) ?? (await notRead(resolve(asked, file)));
        if (reason === undefined) files.add(resolve(asked, file));
        else if (reason !== 'gone') skipped.push(reason);
      }
    } else {
      problems.push({
        file: path,
        message: 'This is neither a file nor a folder; use --stdin to read a pipe.',
      });
    }
  }
  return { files: [...files].sort(), passedOver: skipped, problems };

  async function walked(folder: string): Promise<string[]> {
    const found = await walk(folder);
    for (const reason of found.closed) skipped.push(reason);
    for (const path of found.unreadable) {
      const message = 'This folder cannot be read: look at its permissions.';
      problems.push({ file: shownPath(path, cwd), message });
    }
    return found.files;
  }
}

async function tracked(folder: string, signal?: AbortSignal): Promise<string[] | undefined> {
  const listed = await git(
    folder,
    ['ls-files', '-z', '--cached', '--others', '--exclude-standard', '--deduplicate'],
    signal,
  );
  if (listed === undefined) return undefined;
  const ignored = listed === '' && (await git(folder, ['check-ignore', '-q', '.'], signal)) !== undefined;
  return ignored ? undefined : listed.split('\0').slice(0, -1);
}
