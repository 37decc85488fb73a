import type { IncomingMessage } from 'node:http';

/** GitHub sends nothing larger. */
export const LARGEST_BODY = 25 * 1024 * 1024;
/** Of all bodies that are being read, since their senders are not known yet. */
const MOST_HELD = 8 * LARGEST_BODY;
/** Smaller ones, as nearly all deliveries are, are taken all the same: strangers must not keep them out with large ones. */
const ALWAYS_TAKEN = 256 * 1024;

let held = 0;

export type Body =
  | { readonly kind: 'read'; readonly bytes: Buffer }
  /** Of this request, or together with what others have sent. */
  | { readonly kind: 'too large' | 'too much at once' | 'broken off' };

/** Reads a request to its end, or no further than it may be long. */
export async function readBody(request: IncomingMessage): Promise<Body> {
  if (Number(request.headers['content-length'] ?? 0) > LARGEST_BODY) return { kind: 'too large' };
  const chunks: Buffer[] = [];
  let size = 0;
  try {
    // Else leaving the loop would close the connection before it has its answer.
    for await (const chunk of request.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
      size += chunk.length;
      held += chunk.length;
      if (size > LARGEST_BODY) return { kind: 'too large' };
      if (held > MOST_HELD && size > ALWAYS_TAKEN) return { kind: 'too much at once' };
      chunks.push(chunk);
    }
    return { kind: 'read', bytes: Buffer.concat(chunks, size) };
  } catch {
    return { kind: 'broken off' };
  } finally {
    held -= size;
  }
}
