import type { Range } from './edit.ts';
import type { Parsed } from './parsed.ts';
import { ROLES } from './roles.ts';
import { TRAITS } from './traits.ts';

const FRAME = ROLES.function | ROLES.frame;

/**
 * The part of the text in which the local declared at `node` is known. Where the text has syntax errors its blocks are
 * not to be trusted, and that is all of it.
 */
export function reachOf(parsed: Parsed, node: number): Range {
  if (parsed.errors.length > 0) return [0, parsed.text.length];
  const roles = parsed.roles[node] ?? 0;
  let wanted = (roles & ROLES.hoists) === 0 ? FRAME | ROLES.scope : FRAME;
  let scope = parsed.parent[node] ?? -1;
  let start = parsed.from[node] ?? 0;
  /** The name of a nested function is known around that function. */
  let skip = (roles & ROLES.name) !== 0;
  while (scope > 0) {
    const bits = parsed.roles[scope] ?? 0;
    if (skip && (bits & ROLES.function) !== 0) skip = false;
    else if ((bits & wanted) !== 0) break;
    if ((bits & ROLES.hoists) !== 0) wanted = FRAME;
    if ((bits & ROLES.after) !== 0) start = parsed.to[scope] ?? start;
    scope = parsed.parent[scope] ?? -1;
  }
  const from = TRAITS[parsed.grammar.language].knownEarly ? (parsed.from[scope] ?? 0) : start;
  return [from, scope <= 0 ? parsed.text.length : (parsed.to[scope] ?? parsed.text.length)];
}
