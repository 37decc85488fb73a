import { declaredNames } from './declared-names.ts';
import type { Range } from './edit.ts';
import { ELEMENT_KINDS, type Element, type ElementKind } from './element.ts';
import { leavesOf } from './leaves-of.ts';
import type { Parsed } from './parsed.ts';
import { repeatedAsOne } from './repeated-statements.ts';
import { ROLES } from './roles.ts';
import { statementsOf } from './statements-of.ts';

/**
 * What can be masked in a function, of the given kinds, in order of position (of two at one place the longer first).
 * `parsed` is the function alone, as `parseFunction` gives it.
 */
export function elementsOf(parsed: Parsed, kinds: readonly ElementKind[]): readonly Element[] {
  return ELEMENT_KINDS.filter((kind) => kinds.includes(kind))
    .flatMap((kind) => FINDERS[kind](parsed))
    .sort((a, b) => first(a) - first(b) || last(b) - last(a));
}

const FINDERS: Readonly<Record<ElementKind, (parsed: Parsed) => readonly Element[]>> = {
  identifier: (parsed) => named(parsed, 'identifier', declaredNames(parsed)),
  statement: (parsed) => repeatedAsOne(parsed, statementsOf(parsed)),
  comment: (parsed) => marked(parsed, 'comment'),
  string: (parsed) => marked(parsed, 'string'),
  call: calls,
  layout,
};

const first = (element: Element) => element.ranges[0]?.[0] ?? 0;
const last = (element: Element) => element.ranges.at(-1)?.[1] ?? 0;

function calls(parsed: Parsed): readonly Element[] {
  const declared = declaredNames(parsed);
  const names = new Set<string>();
  for (let node = 0; node < parsed.count; node++) {
    if (((parsed.roles[node] ?? 0) & ROLES.call) === 0) continue;
    const name = parsed.text.slice(parsed.from[node], parsed.to[node]);
    if (!declared.has(name)) names.add(name);
  }
  return named(parsed, 'call', names);
}

/** One element a name, at every leaf that is a word of that name. */
function named(parsed: Parsed, kind: ElementKind, names: ReadonlySet<string>): readonly Element[] {
  const ranges = new Map<string, Range[]>();
  for (let node = 0; node < parsed.count; node++) {
    if (((parsed.roles[node] ?? 0) & ROLES.word) === 0) continue;
    const [from, to] = [parsed.from[node] ?? 0, parsed.to[node] ?? 0];
    const name = parsed.text.slice(from, to);
    if (!names.has(name)) continue;
    const list = ranges.get(name);
    if (list === undefined) ranges.set(name, [[from, to]]);
    else list.push([from, to]);
  }
  return Array.from(ranges, ([text, list]) => ({ kind, text, ranges: list, tokens: list, inner: [] }));
}

function marked(parsed: Parsed, kind: 'comment' | 'string'): readonly Element[] {
  const leaves = leavesOf(parsed);
  const found: Element[] = [];
  for (let node = 0; node < parsed.count; node++) {
    if (((parsed.roles[node] ?? 0) & ROLES[kind]) === 0) continue;
    const range: Range = [parsed.from[node] ?? 0, parsed.to[node] ?? 0];
    const tokens = kind === 'comment' ? [range] : leaves.tokensWithin(range);
    found.push({ kind, text: parsed.text.slice(...range), ranges: [range], tokens, inner: [] });
  }
  return found;
}

/** All white space between tokens is one element. */
function layout(parsed: Parsed): readonly Element[] {
  const ranges: Range[] = [];
  let end = 0;
  for (const [from, to] of [...leavesOf(parsed).all, [parsed.text.length, parsed.text.length] as const]) {
    if (from > end && parsed.text.slice(end, from).trim() === '') ranges.push([end, from]);
    end = Math.max(end, to);
  }
  const [range] = ranges;
  return range === undefined
    ? []
    : [{ kind: 'layout', text: parsed.text.slice(...range), ranges, tokens: ranges, inner: [] }];
}
