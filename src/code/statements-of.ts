import type { Range } from './edit.ts';
import type { Element } from './element.ts';
import { leavesOf } from './leaves-of.ts';
import { looseStatements } from './loose-statements.ts';
import type { Parsed } from './parsed.ts';
import { ROLES } from './roles.ts';

/** Statements nested deeper are not elements of their own, so that nobody need fear for the stack who walks them. */
const MAX_DEPTH = 100;

const NO_STATEMENT = ROLES.head | ROLES.comment;

/** The outermost statements of a function wherever they stand, each with the statements directly inside it. */
export function statementsOf(parsed: Parsed): readonly Element[] {
  const outermost: Element[] = [];
  /** The statements around the current node, outermost first. */
  const around: { readonly end: number; readonly inner: Element[] }[] = [];
  let functionEnd = 0;
  for (let node = 0; node < parsed.count; node++) {
    while ((around.at(-1)?.end ?? Number.POSITIVE_INFINITY) <= node) around.pop();
    const roles = parsed.roles[node] ?? 0;
    const end = parsed.end[node] ?? node + 1;
    if (around.length === 0 && node >= functionEnd && (roles & (ROLES.function | ROLES.whole)) !== 0) {
      if ((roles & ROLES.function) !== 0) functionEnd = end;
      continue;
    }
    if ((roles & (ROLES.statement | NO_STATEMENT)) !== ROLES.statement || around.length >= MAX_DEPTH)
      continue;
    const range: Range = [parsed.from[node] ?? 0, parsed.to[node] ?? 0];
    const text = parsed.text.slice(...range);
    if (text === '' || text === ';') continue;
    const inner: Element[] = [];
    (around.at(-1)?.inner ?? outermost).push(statement(parsed, text, range, inner));
    around.push({ end, inner });
  }
  return parsed.errors.length === 0
    ? outermost
    : [...outermost, ...looseStatements(parsed, outermost).map((range) => loose(parsed, range))];
}

function loose(parsed: Parsed, range: Range): Element {
  return statement(parsed, parsed.text.slice(...range), range, []);
}

/** The tokens are told when asked for: those of all nested statements together would be quadratic in depth. */
function statement(parsed: Parsed, text: string, range: Range, inner: readonly Element[]): Element {
  return {
    kind: 'statement',
    text,
    ranges: [range],
    get tokens() {
      return leavesOf(parsed).tokensWithin(range);
    },
    inner,
  };
}
