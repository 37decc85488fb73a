import type { IncomingMessage } from 'node:http';

/** The longest comment, each character in three bytes of three signs. */
const MOST_BYTES = 600_000;

/** What a form sent; undefined where it is too much. */
export async function readForm(request: IncomingMessage): Promise<URLSearchParams | undefined> {
  let text = '';
  for await (const chunk of request.setEncoding('utf8')) {
    text += chunk;
    if (text.length > MOST_BYTES) return undefined;
  }
  return new URLSearchParams(text);
}
