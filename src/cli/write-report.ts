import { access, constants, realpath, stat } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { FileError } from '../jsonl/file-error.ts';
import { writeLines } from '../jsonl/write-lines.ts';

/**
 * Looks before long work whether its report can be written at all, and would not take the place of a file that is read.
 * Throws FileError where it cannot, or would.
 */
export async function checkOutput(path: string | undefined, read: readonly string[] = []): Promise<void> {
  if (path === undefined) return;
  const own = await realpath(path).catch(() => resolve(path));
  for (const other of read) {
    if (own !== (await realpath(other).catch(() => resolve(other)))) continue;
    throw new FileError(`${path} is read, too, and would be lost: name another output file.`);
  }
  const folder = dirname(resolve(path));
  const info = await stat(folder).catch(() => undefined);
  if (!info?.isDirectory()) throw new FileError(`${path}: there is no such folder; make it first.`);
  try {
    await access(folder, constants.W_OK);
  } catch {
    throw new FileError(`${path}: this folder may not be written to; name another output file.`);
  }
}

/** Writes a text to a file, whole or not at all, or to the standard output. Throws FileError where that fails. */
export async function writeReport(text: string, path: string | undefined): Promise<void> {
  if (path !== undefined) return writeLines(path, [text.replace(/\n$/, '')]);
  await new Promise<void>((done, fail) => {
    process.stdout.write(text, (error) => {
      const code = error instanceof Error && 'code' in error ? error.code : undefined;
      // The reader has seen enough, as head has.
      if (!error || code === 'EPIPE') done();
      else if (code === 'ENOSPC') fail(new FileError('The disk is full: the report could not be written.'));
      else fail(new FileError(`The report could not be written (${error.message}).`));
    });
  });
}
