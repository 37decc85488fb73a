import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';

/**
 * The SHA-256 of a file, in hex, without holding the file in memory. Rejects with the file system's error, and for a pipe
 * or a device, which might never end.
 */
export async function hashFile(path: string): Promise<string> {
  if (!(await stat(path)).isFile()) throw new Error('it is no regular file');
  const hash = createHash('sha256');
  await pipeline(createReadStream(path, { highWaterMark: 1 << 20 }), hash);
  return hash.digest('hex');
}
