import type { Range } from './edit.ts';
import { isOwnName } from './is-own-name.ts';
import type { Parsed } from './parsed.ts';
import { reachOf } from './reach-of.ts';
import { reservedWords } from './reserved-words.ts';
import { ROLES } from './roles.ts';
import { TRAITS } from './traits.ts';

/** What a name that the function declares or is stands for, all declarations of that name together. */
export interface Binding {
  readonly name: string;
  /** Nodes that declare it, in order. */
  readonly declarations: readonly number[];
  /** Every node bound to one of them, in order; the declarations too. */
  readonly tokens: readonly number[];
  /** It is the name of the function itself, or one by which callers may pass an argument. */
  readonly exported: boolean;
  /** Declared here on behalf of something outside: an extern, a prototype, a member. */
  readonly outer: boolean;
}

const known = new WeakMap<Parsed, ReadonlyMap<string, Binding>>();

/** The bindings of a function by name, computed once for each tree. */
export function bindingsOf(parsed: Parsed): ReadonlyMap<string, Binding> {
  let bindings = known.get(parsed);
  if (bindings === undefined) {
    bindings = resolve(parsed);
    known.set(parsed, bindings);
  }
  return bindings;
}

interface Draft {
  readonly declarations: number[];
  readonly reach: Range[];
  readonly tokens: number[];
  own: boolean;
  exported: boolean;
  outer: boolean;
}

function resolve(parsed: Parsed): ReadonlyMap<string, Binding> {
  const drafts = declarations(parsed);
  for (const draft of drafts.values()) merge(draft.reach);
  const apart = TRAITS[parsed.grammar.language].functionsApart;
  const cursors = new Map<Draft, number>();
  for (let node = 0; node < parsed.count; node++) {
    const roles = parsed.roles[node] ?? 0;
    if ((roles & ROLES.word) === 0) continue;
    const at = parsed.from[node] ?? 0;
    const draft = drafts.get(parsed.text.slice(at, parsed.to[node]));
    if (draft === undefined) continue;
    let cursor = cursors.get(draft) ?? 0;
    while ((draft.reach[cursor]?.[1] ?? Number.POSITIVE_INFINITY) <= at) cursor += 1;
    cursors.set(draft, cursor);
    const variable = (roles & ROLES.member) === 0;
    const reached = variable && at >= (draft.reach[cursor]?.[0] ?? Number.POSITIVE_INFINITY);
    const calls = draft.own && ((roles & ROLES.self) !== 0 || (!apart && variable));
    if (reached || calls || (roles & ROLES.local) !== 0 || (draft.own && isOwnName(parsed, node))) {
      draft.tokens.push(node);
    }
  }
  return new Map(
    Array.from(drafts, ([name, { declarations, tokens, exported, outer }]) => [
      name,
      { name, declarations, tokens, exported, outer },
    ]),
  );
}

function declarations(parsed: Parsed): Map<string, Draft> {
  const { keywords, special } = reservedWords(parsed.grammar);
  /** Only a tree with errors can take a keyword for a name. */
  const reserved = parsed.errors.length > 0 ? keywords : special;
  const drafts = new Map<string, Draft>();
  for (let node = 0; node < parsed.count; node++) {
    const roles = parsed.roles[node] ?? 0;
    if ((roles & (ROLES.local | ROLES.outer | ROLES.name)) === 0 || (roles & ROLES.word) === 0) continue;
    const name = parsed.text.slice(parsed.from[node], parsed.to[node]);
    if (name === '' || reserved.has(name)) continue;
    let draft = drafts.get(name);
    if (draft === undefined) {
      draft = { declarations: [], reach: [], tokens: [], own: false, exported: false, outer: false };
      drafts.set(name, draft);
    }
    draft.declarations.push(node);
    if ((roles & ROLES.parameter) !== 0 && isOutermost(parsed, node)) draft.exported = true;
    if ((roles & ROLES.outer) !== 0) draft.outer = true;
    else if ((roles & ROLES.name) !== 0 && isOwnName(parsed, node)) draft.own = draft.exported = true;
    else if ((roles & ROLES.local) !== 0) draft.reach.push(reachOf(parsed, node));
    else draft.outer = true;
  }
  return drafts;
}

/** Whether a parameter is one of the function itself and not of one nested in it. */
function isOutermost(parsed: Parsed, node: number): boolean {
  let frames = 0;
  for (let above = parsed.parent[node] ?? -1; above >= 0; above = parsed.parent[above] ?? -1) {
    if (((parsed.roles[above] ?? 0) & (ROLES.function | ROLES.frame)) !== 0) frames += 1;
  }
  return frames <= 1;
}

/** Sorts ranges and joins those that touch, in place. */
function merge(ranges: Range[]): void {
  ranges.sort((a, b) => a[0] - b[0]);
  let kept = 0;
  for (const [from, to] of ranges.slice()) {
    const last = ranges[kept - 1];
    if (last !== undefined && from <= last[1]) ranges[kept - 1] = [last[0], Math.max(last[1], to)];
    else ranges[kept++] = [from, to];
  }
  ranges.length = kept;
}
