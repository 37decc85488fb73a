import type { Range } from './edit.ts';
import { isOwnName } from './is-own-name.ts';
import { mergeRanges } from './merge-ranges.ts';
import { ownName } from './own-name.ts';
import type { Parsed } from './parsed.ts';
import { reachOf } from './reach-of.ts';
import { reservedWords } from './reserved-words.ts';
import { ROLES } from './roles.ts';

/** The declarations of one name in a function. */
export interface Declared {
  /** Nodes, in order. */
  readonly declarations: ReadonlySet<number>;
  /** Those of them that are the function's own name. */
  readonly own: ReadonlySet<number>;
  /** Where locals of that name are known: sorted, disjoint. */
  readonly reach: readonly Range[];
  /** It is the name of the function itself, or one by which callers may pass an argument. */
  readonly exported: boolean;
  /** Declared here on behalf of something outside: an extern, a prototype, a member. */
  readonly outer: boolean;
}

const DECLARES = ROLES.local | ROLES.outer | ROLES.name;

/** The names that the function declares or is, in order of their first declaration. */
export function declarationsOf(parsed: Parsed): ReadonlyMap<string, Declared> {
  const { keywords, special } = reservedWords(parsed.grammar);
  // Only a tree with errors can take a keyword for a name.
  const reserved = parsed.errors.length > 0 ? keywords : special;
  const head = ownName(parsed);
  const nodes = new Map<string, number[]>();
  for (let node = 0; node < parsed.count; node++) {
    const roles = parsed.roles[node] ?? 0;
    if (node !== head && ((roles & DECLARES) === 0 || (roles & ROLES.word) === 0)) continue;
    const name = parsed.text.slice(parsed.from[node], parsed.to[node]);
    if (name === '' || reserved.has(name)) continue;
    const list = nodes.get(name);
    if (list === undefined) nodes.set(name, [node]);
    else list.push(node);
  }
  return new Map(Array.from(nodes, ([name, list]) => [name, declared(parsed, list, head)]));
}

function declared(parsed: Parsed, nodes: readonly number[], head: number | undefined): Declared {
  const rolesOf = (node: number) => parsed.roles[node] ?? 0;
  const inside = nodes.filter((node) => (rolesOf(node) & ROLES.outer) === 0);
  const own = new Set(inside.filter((node) => node === head || isOwnName(parsed, node)));
  const locals = inside.filter((node) => !own.has(node) && (rolesOf(node) & ROLES.local) !== 0);
  const parameters = nodes.filter((node) => (rolesOf(node) & ROLES.parameter) !== 0);
  return {
    declarations: new Set(nodes),
    own,
    reach: mergeRanges(locals.map((node) => reachOf(parsed, node))),
    exported: own.size > 0 || parameters.some((node) => isOutermost(parsed, node)),
    outer: own.size + locals.length < nodes.length,
  };
}

/** Whether a parameter is one of the function itself and not of one nested in it. */
function isOutermost(parsed: Parsed, node: number): boolean {
  let frames = 0;
  for (let above = parsed.parent[node] ?? -1; above >= 0; above = parsed.parent[above] ?? -1) {
    if (((parsed.roles[above] ?? 0) & (ROLES.function | ROLES.frame)) !== 0) frames += 1;
  }
  return frames <= 1;
}
