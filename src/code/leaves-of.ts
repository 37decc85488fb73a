import type { Range } from './edit.ts';
import { ERROR_TYPE } from './grammar.ts';
import { lowerBound } from './lower-bound.ts';
import type { Parsed } from './parsed.ts';
import { reservedWords } from './reserved-words.ts';
import { ROLES } from './roles.ts';

/** The leaf tokens of a tree in order of position. */
export interface Leaves {
  /** All, also keywords, punctuation and comments; white space is none. */
  readonly all: readonly Range[];
  /** All but comments. */
  readonly code: readonly Range[];
  /** Those of `code` within the range. */
  codeWithin(range: Range): readonly Range[];
  /** Those within the range that the paper's probe masks: no keywords, no punctuation, no operators, no comments. */
  tokensWithin(range: Range): readonly Range[];
}

const SILENT = ROLES.comment | ROLES.punctuation;

const known = new WeakMap<Parsed, Leaves>();

/** The leaves of a tree, computed once for each. */
export function leavesOf(parsed: Parsed): Leaves {
  let leaves = known.get(parsed);
  if (leaves === undefined) {
    leaves = collect(parsed);
    known.set(parsed, leaves);
  }
  return leaves;
}

function collect(parsed: Parsed): Leaves {
  const { keywords } = reservedWords(parsed.grammar);
  const sound = parsed.errors.length === 0;
  const all: Range[] = [];
  const code: Range[] = [];
  const tokens: Range[] = [];
  for (let node = 0; node < parsed.count; node++) {
    const [from, to] = [parsed.from[node] ?? 0, parsed.to[node] ?? 0];
    if (parsed.end[node] !== node + 1 || from === to) continue;
    const text = parsed.text.slice(from, to);
    if (text.trim() === '') continue;
    all.push([from, to]);
    const type = parsed.type[node] ?? 0;
    const roles = parsed.roles[node] ?? 0;
    if ((roles & ROLES.comment) === 0) code.push([from, to]);
    if ((roles & SILENT) !== 0 || type === ERROR_TYPE || parsed.grammar.named[type] !== true) continue;
    const name = sound && (roles & ROLES.word) !== 0;
    if (name || !keywords.has(text)) tokens.push([from, to]);
  }
  return { all, code, codeWithin: within(code), tokensWithin: within(tokens) };
}

function within(sorted: readonly Range[]): (range: Range) => readonly Range[] {
  const at = (offset: number) => lowerBound(sorted.length, (index) => (sorted[index]?.[0] ?? 0) >= offset);
  return ([from, to]) => sorted.slice(at(from), at(to));
}
