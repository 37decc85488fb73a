import type { Parsed } from './parsed.ts';
import { ROLES } from './roles.ts';

/**
 * Whether the node marked as the name of a function names the function itself, and not one nested in it or announced in
 * it. `top` is the node that holds the function, the root if nothing else is in the text.
 */
export function isOwnName(parsed: Parsed, node: number, top = 0): boolean {
  if (((parsed.roles[node] ?? 0) & ROLES.name) === 0) return false;
  let functions = 0;
  let below = node;
  for (let above = parsed.parent[node] ?? -1; above >= top; above = parsed.parent[above] ?? -1) {
    const roles = parsed.roles[above] ?? 0;
    const wrapsCounted = ((parsed.roles[below] ?? 0) & ROLES.function) !== 0;
    if ((roles & ROLES.function) !== 0 || ((roles & ROLES.whole) !== 0 && !wrapsCounted)) functions += 1;
    else if ((roles & (ROLES.statement | ROLES.whole)) === ROLES.statement) return false;
    if (functions > 1) return false;
    below = above;
  }
  return true;
}
