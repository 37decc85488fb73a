import { isUtf8 } from 'node:buffer';
import type { ReadSource } from '../source-file.ts';

/** The text of the bytes of a file. A byte order mark is left out. */
export function decodeSource(bytes: Uint8Array): ReadSource {
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
