import { isUtf8 } from 'node:buffer';
import { open } from 'node:fs/promises';

/** Larger files are not inspected, in bytes. */
export const MOST_BYTES = 8 * 1024 * 1024;

/** A text, or one sentence about why there is none. */
export type ReadSource = { readonly text: string } | { readonly message: string };

/** The text of a file. A byte order mark is left out. */
export async function readSource(path: string): Promise<ReadSource> {
  try {
    await using file = await open(path);
    const { size } = await file.stat();
    if (size > MOST_BYTES) return tooLarge(size);
    return decode(await file.readFile());
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
  return decode(Buffer.concat(parts));
}

function decode(bytes: Uint8Array): ReadSource {
  if (bytes.includes(0)) return { message: 'It holds NUL bytes: it is not source text.' };
  if (!isUtf8(bytes)) {
    return { message: `It is not UTF-8 (line ${badLine(bytes)}): save it as UTF-8.` };
  }
  return { text: new TextDecoder().decode(bytes) };
}

/** No UTF-8 sequence holds a line feed, so each line can be judged alone. */
function badLine(bytes: Uint8Array): number {
  let line = 1;
  for (let from = 0; ; line += 1) {
    const end = bytes.indexOf(0x0a, from);
    if (end === -1 || !isUtf8(bytes.subarray(from, end))) return line;
    from = end + 1;
  }
}

function tooLarge(size: number): ReadSource {
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
