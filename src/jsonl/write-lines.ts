import { randomUUID } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { realpath, rename, rm, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import { FileError } from './file-error.ts';

/**
 * Writes lines to a file, packed where the name ends in `.gz`. The lines go to a file beside it that is renamed
 * when it is whole and on the disk: whatever fails or stops half way, the path holds what it held before.
 * Throws FileError where the file cannot be written, the signal's reason when it is aborted, and what the lines throw.
 */
export async function writeLines(
  path: string,
  lines: Iterable<string> | AsyncIterable<string>,
  signal?: AbortSignal,
): Promise<void> {
  const target = await resolved(path);
  const draft = join(dirname(target), `.${basename(target)}.${randomUUID()}.tmp`);
  const bytes = Readable.from(withEnds(lines), { objectMode: false });
  const file = createWriteStream(draft, { flags: 'wx', flush: true });
  const options = signal === undefined ? {} : { signal };
  try {
    if (path.endsWith('.gz')) await pipeline(bytes, createGzip(), file, options);
    else await pipeline(bytes, file, options);
    await rename(draft, target);
  } catch (error) {
    // Where no draft could be made none can be removed; what is told is why.
    await rm(draft, { force: true }).catch(() => undefined);
    if (signal?.aborted) throw signal.reason;
    throw explained(error, path);
  }
}

async function* withEnds(lines: Iterable<string> | AsyncIterable<string>): AsyncGenerator<string> {
  for await (const line of lines) yield `${line}\n`;
}

/** Where the file really lies: a link is written through, not replaced. */
async function resolved(path: string): Promise<string> {
  try {
    const real = await realpath(path);
    if ((await stat(real)).isFile()) return real;
  } catch {
    return path;
  }
  throw new FileError(`${path}: this is not a file that can be replaced; name another output file.`);
}

const REASONS: Readonly<Record<string, string>> = {
  ENOSPC: 'the disk is full; free some space and run it again.',
  EDQUOT: 'your share of the disk is full; free some space and run it again.',
  ENOENT: 'there is no such folder; make it first.',
  ENOTDIR: 'there is no such folder; make it first.',
  EACCES: 'this folder may not be written to; name another output file.',
  EPERM: 'this folder may not be written to; name another output file.',
  EROFS: 'this folder is read-only; name another output file.',
};

/** A FileError of what the file system says on writing to a path; any other error as it is. */
function explained(error: unknown, path: string): unknown {
  if (!(error instanceof Error) || !('syscall' in error)) return error;
  const { code, message } = error as NodeJS.ErrnoException;
  const reason = (code === undefined ? undefined : REASONS[code]) ?? `it cannot be written (${message}).`;
  return new FileError(`${path}: ${reason} Nothing was changed there.`, { cause: error });
}
