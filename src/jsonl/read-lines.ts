import { createReadStream } from 'node:fs';
import { pipeline, Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { FileError } from './file-error.ts';

const LINE_FEED = 0x0a;

/** Longest line that is read, in bytes. It bounds the memory that a file without line ends can take. */
const LONGEST_LINE = 256 * 1024 * 1024;

export interface Line {
  /** From 1. */
  readonly number: number;
  /** Without its line feed. A carriage return before it is kept. */
  readonly text: string;
}

/**
 * The lines of a UTF-8 file, one at a time; a file that starts with gzip's magic number is unpacked on the way.
 * Lines end at a line feed only: JSON may hold U+2028 and its like as they are.
 * Throws FileError for a file that cannot be read, a broken archive, a line that is not UTF-8 or longer than 256 MiB.
 */
export async function* readLines(path: string): AsyncGenerator<Line> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let parts: Buffer[] = [];
  let size = 0;
  let number = 0;
  const take = (last: Buffer): Line => {
    number += 1;
    const bytes = parts.length === 0 ? last : Buffer.concat([...parts, last]);
    parts = [];
    size = 0;
    try {
      return { number, text: decoder.decode(bytes) };
    } catch {
      throw new FileError(`${path}:${number}: this line is not UTF-8; save the file as UTF-8.`);
    }
  };

  for await (const chunk of chunks(path)) {
    let from = 0;
    for (;;) {
      const end = chunk.indexOf(LINE_FEED, from);
      if (end < 0) break;
      yield take(chunk.subarray(from, end));
      from = end + 1;
    }
    if (from === chunk.length) continue;
    const rest = chunk.subarray(from);
    size += rest.length;
    if (size > LONGEST_LINE) {
      throw new FileError(`${path}:${number + 1}: this line is longer than 256 MiB; write one row a line.`);
    }
    parts.push(rest);
  }
  if (size > 0) yield take(Buffer.alloc(0));
}

/** The bytes of a file, unpacked. */
async function* chunks(path: string): AsyncGenerator<Buffer> {
  try {
    const file: AsyncIterator<Buffer> = createReadStream(path)[Symbol.asyncIterator]();
    const first = await file.next();
    if (first.done) return;
    const whole = Readable.from(prepend(first.value, file), { objectMode: false });
    if (first.value[0] !== 0x1f || first.value[1] !== 0x8b) {
      yield* whole;
      return;
    }
    // The callback is needed, and has nothing to do: an error reaches the reader through `unpacked`.
    const unpacked = pipeline(whole, createGunzip(), () => {});
    yield* unpacked;
  } catch (error) {
    throw new FileError(`${path}: ${reason(error)}`, { cause: error });
  }
}

async function* prepend(first: Buffer, rest: AsyncIterator<Buffer>): AsyncGenerator<Buffer> {
  try {
    yield first;
    for (let next = await rest.next(); !next.done; next = await rest.next()) yield next.value;
  } finally {
    await rest.return?.();
  }
}

const REASONS: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file; check the path.',
  EISDIR: 'this is a folder; name a file in it.',
  EACCES: 'this file may not be read; check its permissions.',
  Z_BUF_ERROR: 'this gzip file ends too early; fetch it again.',
  Z_DATA_ERROR: 'this gzip file is damaged; fetch it again.',
};

function reason(error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException;
  return (code === undefined ? undefined : REASONS[code]) ?? `it cannot be read (${message}).`;
}
