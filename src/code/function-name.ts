import { ownName } from './own-name.ts';
import type { Parsed } from './parsed.ts';

/** The name of the function among the nodes from `start` up to `end`, or an empty text. */
export function functionName(parsed: Parsed, start = 0, end = parsed.count): string {
  const node = ownName(parsed, start, end);
  return node === undefined ? '' : parsed.text.slice(parsed.from[node], parsed.to[node]);
}
