import type { Range } from './edit.ts';
import { ERROR_TYPE } from './grammar.ts';
import type { Parsed } from './parsed.ts';
import { ROLES } from './roles.ts';

/** A stretch of a file that is one function, from its first node up to the node after its last. */
export interface Stretch {
  readonly range: Range;
  readonly start: number;
  readonly end: number;
}

/**
 * The functions of a C or C++ file of which some did not parse (unequal braces behind an `#ifdef`, macros in a head).
 * What stands on the top level there although it belongs into a function tells of one: loose heads before a brace begin
 * one, and statements and braces that follow belong to the one before them.
 */
export function brokenFunctions(parsed: Parsed, sound: readonly Stretch[]): readonly Stretch[] {
  const items = topLevel(parsed);
  const found: { start: number; last: number; broken: boolean }[] = [];
  let next = 0;
  /** First of the items since the last one that ends something: a head begins there. */
  let head: number | undefined;
  for (let index = 0; index < items.length; index++) {
    const item = items[index] ?? 0;
    const end = parsed.end[item] ?? item + 1;
    while ((sound[next]?.end ?? Number.POSITIVE_INFINITY) <= item) next += 1;
    const within = sound[next];
    if (within !== undefined && within.start < end) {
      for (; (sound[next]?.start ?? Number.POSITIVE_INFINITY) < end; next++) {
        const { start, end: after } = sound[next] ?? within;
        found.push({ start, last: after - 1, broken: false });
      }
      head = undefined;
      continue;
    }
    const current = found.at(-1);
    const follower = items[index + 1];
    const start = head ?? item;
    const opens = follower !== undefined && isBrace(parsed, follower, '{');
    if (opens && isHead(parsed, item) && (current?.broken !== true || isAtMargin(parsed, start))) {
      found.push({ start, last: item, broken: true });
      head = undefined;
    } else if (current !== undefined && belongs(parsed, item, current.broken)) {
      current.last = end - 1;
      current.broken = true;
      head = undefined;
    } else if (isInside(parsed, item)) {
      found.push({ start, last: end - 1, broken: true });
      head = undefined;
    } else {
      head = endsSomething(parsed, item) ? undefined : start;
    }
  }
  return found.map(({ start, last }) => ({
    range: [parsed.from[start] ?? 0, parsed.to[last] ?? 0],
    start,
    end: last + 1,
  }));
}

/** The children of the root, with those of ERROR nodes in their place. */
function topLevel(parsed: Parsed): readonly number[] {
  const items: number[] = [];
  for (let node = 1; node < parsed.count; ) {
    if (parsed.type[node] === ERROR_TYPE && parsed.end[node] !== node + 1) node += 1;
    else {
      items.push(node);
      node = parsed.end[node] ?? node + 1;
    }
  }
  return items;
}

const rolesOf = (parsed: Parsed, node: number) => parsed.roles[node] ?? 0;

function isInside(parsed: Parsed, node: number): boolean {
  return (rolesOf(parsed, node) & ROLES.inside) !== 0;
}

/** Whether an item goes on with the function before it. Of one known to be broken all that is indented does. */
function belongs(parsed: Parsed, item: number, broken: boolean): boolean {
  if (isInside(parsed, item)) return true;
  if (!broken) return false;
  return (
    isBrace(parsed, item, '{}') ||
    ((rolesOf(parsed, item) & ROLES.statement) !== 0 && !isAtMargin(parsed, item))
  );
}

/** A brace by itself, or a block that begins with one. */
function isBrace(parsed: Parsed, node: number, braces: string): boolean {
  const first = parsed.text.charAt(parsed.from[node] ?? 0);
  return first !== '' && braces.includes(first);
}

/** Something with a name before an argument list: a declarator, or a call where the type is left out. */
function isHead(parsed: Parsed, node: number): boolean {
  for (let inner = node; inner < (parsed.end[node] ?? 0); inner++) {
    if ((rolesOf(parsed, inner) & (ROLES.name | ROLES.call)) !== 0) return true;
  }
  return false;
}

/** At the start of a line: where a head can begin while the function before has not been closed by its brace. */
function isAtMargin(parsed: Parsed, node: number): boolean {
  const from = parsed.from[node] ?? 0;
  return from === 0 || parsed.text.charAt(from - 1) === '\n';
}

function endsSomething(parsed: Parsed, node: number): boolean {
  if ((rolesOf(parsed, node) & (ROLES.statement | ROLES.comment)) !== 0) return true;
  const last = parsed.text.charAt((parsed.to[node] ?? 1) - 1);
  return last === ';' || last === '}' || parsed.text.charAt(parsed.from[node] ?? 0) === '#';
}
