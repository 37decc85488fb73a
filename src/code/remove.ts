import { type Binding, bindingsOf } from './bindings.ts';
import type { Edit } from './edit.ts';
import type { Element } from './element.ts';
import { lowerBound } from './lower-bound.ts';
import { mergeRanges } from './merge-ranges.ts';
import type { Parsed } from './parsed.ts';
import { reachOf } from './reach-of.ts';
import type { Refusal } from './refusal.ts';
import { ROLES } from './roles.ts';
import { TRAITS } from './traits.ts';

export interface Removal {
  readonly edits: readonly Edit[];
}

/**
 * Takes a statement out, with its lines where it has them to itself. Where the language needs a statement in its place,
 * one that does nothing is put there. Refused where something that it declares is used elsewhere.
 */
export function remove(parsed: Parsed, element: Element): Removal | Refusal {
  const node = element.kind === 'statement' ? nodeOf(parsed, element) : undefined;
  if (node === undefined) return { reason: 'it is not a whole statement' };
  const used = usedElsewhere(parsed, node);
  if (used !== undefined) return { reason: `${used} is used elsewhere` };
  const [from, to] = [parsed.from[node] ?? 0, parsed.to[node] ?? 0];
  if (isNeeded(parsed, node)) return { edits: [{ from, to, text: TRAITS[parsed.grammar.language].nothing }] };
  return { edits: [cutOut(parsed.text, from, to)] };
}

function nodeOf(parsed: Parsed, element: Element): number | undefined {
  const [from, to] = element.ranges[0] ?? [-1, -1];
  const first = lowerBound(parsed.count, (node) => (parsed.from[node] ?? 0) >= from);
  for (let node = first; parsed.from[node] === from; node++) {
    if (parsed.to[node] === to && ((parsed.roles[node] ?? 0) & ROLES.statement) !== 0) return node;
  }
  return undefined;
}

/** A name that the subtree declares and that stands outside it too. */
function usedElsewhere(parsed: Parsed, top: number): string | undefined {
  const end = parsed.end[top] ?? top + 1;
  const outside = (node: number) => node < top || node >= end;
  const defined = new Set<string>();
  const seen = new Set<string>();
  for (let node = top; node < end; node++) {
    const roles = parsed.roles[node] ?? 0;
    if ((roles & (ROLES.local | ROLES.outer | ROLES.name | ROLES.defines)) === 0) continue;
    const name = parsed.text.slice(parsed.from[node], parsed.to[node]);
    if ((roles & (ROLES.outer | ROLES.defines)) !== 0) defined.add(name);
    if (seen.has(name)) continue;
    seen.add(name);
    const binding = bindingsOf(parsed).get(name);
    if (binding !== undefined && isMissed(parsed, binding, outside)) return name;
  }
  if (defined.size === 0) return undefined;
  for (let node = 0; node < parsed.count; node++) {
    if (!outside(node) || ((parsed.roles[node] ?? 0) & ROLES.word) === 0) continue;
    const name = parsed.text.slice(parsed.from[node], parsed.to[node]);
    if (defined.has(name)) return name;
  }
  return undefined;
}

/**
 * Whether a token outside is bound to a declaration inside. Where a name is known in all of its scope, another
 * declaration of it in the same scope serves as well.
 */
function isMissed(parsed: Parsed, binding: Binding, outside: (node: number) => boolean): boolean {
  const reaches = (isOutside: boolean) =>
    binding.declarations.filter((node) => outside(node) === isOutside).map((node) => reachOf(parsed, node));
  const early = TRAITS[parsed.grammar.language].knownEarly;
  const served = new Set(early ? reaches(true).map(String) : []);
  const lost = mergeRanges(reaches(false).filter((reach) => !served.has(String(reach))));
  return binding.tokens.some((token) => {
    const at = parsed.from[token] ?? 0;
    const reach = lost[lowerBound(lost.length, (index) => (lost[index]?.[1] ?? 0) > at)];
    return outside(token) && reach !== undefined && reach[0] <= at;
  });
}

function isNeeded(parsed: Parsed, node: number): boolean {
  const parent = parsed.parent[node] ?? 0;
  const roles = parsed.roles[parent] ?? 0;
  if ((roles & ROLES.only) !== 0) return true;
  if ((roles & ROLES.needs) === 0) return false;
  for (let child = parent + 1; child < (parsed.end[parent] ?? 0); child = parsed.end[child] ?? child + 1) {
    if (child !== node && ((parsed.roles[child] ?? 0) & ROLES.statement) !== 0) return false;
  }
  return true;
}

const BLANK = ' \t\r\f';

/** The deletion of a range, with a separator after it, and with its lines or the blanks on one side. */
function cutOut(text: string, from: number, to: number): Edit {
  let start = from;
  while (start > 0 && BLANK.includes(text[start - 1] ?? '')) start -= 1;
  let stop = to;
  while (stop < text.length && BLANK.includes(text[stop] ?? '')) stop += 1;
  if (text[stop] === ';') {
    stop += 1;
    while (stop < text.length && BLANK.includes(text[stop] ?? '')) stop += 1;
  }
  const opens = start === 0 || text[start - 1] === '\n';
  const closes = stop === text.length || text[stop] === '\n';
  if (opens && stop < text.length && closes) return { from: start, to: stop + 1, text: '' };
  if (opens && closes) {
    const before = text.endsWith('\r\n', start) ? 2 : 1;
    return { from: Math.max(0, start - before), to: stop, text: '' };
  }
  if (closes) return { from: start, to: text[stop - 1] === '\r' ? stop - 1 : stop, text: '' };
  return { from, to: stop, text: '' };
}
