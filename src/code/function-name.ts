import type { Parsed } from './parsed.ts';
import { ROLES } from './roles.ts';

/** The name of the function among the nodes from `start` up to `end`: the first that is marked as one, or an empty text. */
export function functionName(parsed: Parsed, start = 0, end = parsed.count): string {
  for (let node = start; node < end; node++) {
    if (((parsed.roles[node] ?? 0) & ROLES.name) !== 0)
      return parsed.text.slice(parsed.from[node], parsed.to[node]);
  }
  return '';
}
