import { open } from 'node:fs/promises';
import type { ReadSource } from '../source-file.ts';
import { decodeSource } from './decode-source.ts';

/** Larger files are not inspected, in bytes. */
export const MOST_BYTES = 8 * 1024 * 1024;

/** The text of a file. A byte order mark is left out. */
export async function readSource(path: string): Promise<ReadSource> {
  try {
    await using file = await open(path);
    const { size } = await file.stat();
    if (size > MOST_BYTES) return tooLarge(size);
    return decodeSource(await file.readFile());
  } catch (error) {
    return { message: READ_ERRORS[codeOf(error)] ?? `It cannot be read (${codeOf(error)}).` };
  }
}

/** The text of all bytes of a stream, up to the size of the largest file. */
export async function readStream(stream: AsyncIterable<Uint8Array>): Promise<ReadSource> {
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const part of stream) {
    size += part.length;
    if (size > MOST_BYTES) return tooLarge(size);
    parts.push(part);
  }
  return decodeSource(Buffer.concat(parts));
}

/** Why a file of so many bytes is not read. */
export function tooLarge(size: number): { readonly message: string } {
  const mebibytes = (size / 2 ** 20).toFixed(1);
  return {
    message: `It is ${mebibytes} MiB or more: files above ${MOST_BYTES / 2 ** 20} MiB are not inspected.`,
  };
}

const READ_ERRORS: Readonly<Record<string, string>> = {
  EACCES: 'It cannot be read: look at its permissions.',
  EPERM: 'It cannot be read: look at its permissions.',
  ENOENT: 'It was removed while the scan ran.',
};

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : String(error);
}
