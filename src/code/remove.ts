import { type Binding, bindingsOf } from './bindings.ts';
import type { Edit, Range } from './edit.ts';
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
 * Takes a statement out wherever it stands, with its lines where it has them to itself. Where the language needs a
 * statement in its place, one that does nothing is put there. Refused where something that it declares is used elsewhere.
 */
export function remove(parsed: Parsed, { kind, ranges }: Element): Removal | Refusal {
  const nodes = kind === 'statement' ? ranges.map((range) => nodeAt(parsed, range)) : [];
  const tops = nodes.filter((node) => node !== undefined);
  if (tops.length === 0 || tops.length < nodes.length) return { reason: 'it is not a whole statement' };
  const used = usedElsewhere(parsed, tops);
  if (used !== undefined) return { reason: `${used} is used elsewhere` };
  const needed = neededAmong(parsed, tops);
  const places = tops.map((node) => ({
    from: parsed.from[node] ?? 0,
    to: parsed.to[node] ?? 0,
    needed: needed.has(node),
  }));
  const { nothing } = TRAITS[parsed.grammar.language];
  return {
    edits: joined(parsed.text, places).map(({ from, to, needed }) =>
      needed ? { from, to, text: nothing } : cutOut(parsed.text, from, to),
    ),
  };
}

interface Place {
  readonly from: number;
  readonly to: number;
  /** The language wants a statement there. */
  readonly needed: boolean;
}

/** Places with nothing between them go as one, with the lines that they share. */
function joined(text: string, places: readonly Place[]): readonly Place[] {
  const found: Place[] = [];
  for (const place of places) {
    const last = found.at(-1);
    const isNext = last && !last.needed && !place.needed && /^[\s;]*$/.test(text.slice(last.to, place.from));
    if (isNext) found[found.length - 1] = { ...last, to: place.to };
    else found.push(place);
  }
  return found;
}

function nodeAt(parsed: Parsed, [from, to]: Range): number | undefined {
  const first = lowerBound(parsed.count, (node) => (parsed.from[node] ?? 0) >= from);
  for (let node = first; parsed.from[node] === from; node++) {
    if (parsed.to[node] === to && ((parsed.roles[node] ?? 0) & ROLES.statement) !== 0) return node;
  }
  return undefined;
}

/** A name that the subtrees declare and that stands outside them too. */
function usedElsewhere(parsed: Parsed, tops: readonly number[]): string | undefined {
  const endOf = (top: number) => parsed.end[top] ?? top + 1;
  const outside = (node: number) => {
    const top = tops[lowerBound(tops.length, (index) => endOf(tops[index] ?? 0) > node)];
    return top === undefined || node < top;
  };
  const defined = new Set<string>();
  const seen = new Set<string>();
  for (const top of tops) {
    for (let node = top; node < endOf(top); node++) {
      const roles = parsed.roles[node] ?? 0;
      if ((roles & (ROLES.local | ROLES.outer | ROLES.name | ROLES.defines)) === 0) continue;
      const name = parsed.text.slice(parsed.from[node], parsed.to[node]);
      if ((roles & (ROLES.outer | ROLES.defines)) !== 0) defined.add(name);
      if (seen.has(name)) continue;
      seen.add(name);
      const binding = bindingsOf(parsed).get(name);
      if (binding !== undefined && isMissed(parsed, binding, outside)) return name;
    }
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

/** Those of the statements in whose place the language wants one; of several that leave a block empty, the first. */
function neededAmong(parsed: Parsed, tops: readonly number[]): ReadonlySet<number> {
  const gone = new Set(tops);
  const needed = new Set<number>();
  const filled = new Set<number>();
  for (const node of tops) {
    const parent = parsed.parent[node] ?? 0;
    const roles = parsed.roles[parent] ?? 0;
    if ((roles & ROLES.only) !== 0) needed.add(node);
    else if ((roles & ROLES.needs) !== 0 && !filled.has(parent)) {
      filled.add(parent);
      if (!keepsStatement(parsed, parent, gone)) needed.add(node);
    }
  }
  return needed;
}

function keepsStatement(parsed: Parsed, parent: number, gone: ReadonlySet<number>): boolean {
  for (let child = parent + 1; child < (parsed.end[parent] ?? 0); child = parsed.end[child] ?? child + 1) {
    if (!gone.has(child) && ((parsed.roles[child] ?? 0) & ROLES.statement) !== 0) return true;
  }
  return false;
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
