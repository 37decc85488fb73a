import { type Declared, declarationsOf } from './declarations-of.ts';
import type { Parsed } from './parsed.ts';
import { ROLES } from './roles.ts';
import { TRAITS } from './traits.ts';

/** What a name that the function declares or is stands for, all declarations of that name together. */
export interface Binding extends Pick<Declared, 'exported' | 'outer'> {
  readonly name: string;
  /** Nodes that declare it, in order. */
  readonly declarations: readonly number[];
  /** Every node bound to one of them, in order; the declarations too. */
  readonly tokens: readonly number[];
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

/** A declared name while its tokens are gathered in order of position. */
interface Gathered extends Declared {
  readonly tokens: number[];
  /** The stretch of its reach that the current position is in or before. */
  stretch: number;
}

function resolve(parsed: Parsed): ReadonlyMap<string, Binding> {
  const names = new Map<string, Gathered>();
  for (const [name, declared] of declarationsOf(parsed))
    names.set(name, { ...declared, tokens: [], stretch: 0 });
  for (let node = 0; node < parsed.count; node++) {
    if (((parsed.roles[node] ?? 0) & ROLES.word) === 0) continue;
    const declared = names.get(parsed.text.slice(parsed.from[node], parsed.to[node]));
    if (declared !== undefined && isBound(parsed, node, declared)) declared.tokens.push(node);
  }
  return new Map(
    Array.from(names, ([name, { declarations, tokens, exported, outer }]) => [
      name,
      { name, declarations: [...declarations], tokens, exported, outer },
    ]),
  );
}

function isBound(parsed: Parsed, node: number, declared: Gathered): boolean {
  const roles = parsed.roles[node] ?? 0;
  const at = parsed.from[node] ?? 0;
  const { reach } = declared;
  while ((reach[declared.stretch]?.[1] ?? Number.POSITIVE_INFINITY) <= at) declared.stretch += 1;
  if (declared.own.has(node) || (roles & ROLES.local) !== 0) return true;
  const variable = (roles & ROLES.member) === 0;
  if (variable && at >= (reach[declared.stretch]?.[0] ?? Number.POSITIVE_INFINITY)) return true;
  if (declared.own.size === 0) return false;
  return (roles & ROLES.self) !== 0 || (variable && !TRAITS[parsed.grammar.language].functionsApart);
}
