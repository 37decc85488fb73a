import type { Range } from '../code/edit.ts';
import type { Element, ElementKind } from '../code/element.ts';
import { elementsOf } from '../code/elements-of.ts';
import { firstVariable } from '../code/first-variable.ts';
import { functionName } from '../code/function-name.ts';
import { insertStatement } from '../code/insert-statement.ts';
import type { Parsed } from '../code/parsed.ts';
import type { NotPlanted, Planted } from '../code/planted.ts';
import { renameWords } from '../code/rename-words.ts';
import { emptied } from './take-away.ts';

/** Longer statements are not planted, in UTF-16 units: sixteen copies of one that nobody reads need not be made. */
const MAX_LENGTH = 20_000;

/** A way to put an element into other functions. */
export interface Way {
  /** Of what is put in, in UTF-16 units. */
  readonly length: number;
  /** The other function with it; fails where that cannot be, or where the name stands in it already. */
  into(host: Parsed): Planted | NotPlanted;
}

/**
 * How an element of `from` can be put into other functions, as it stands first. A statement goes behind the opening brace
 * of the body: whole; without comments and with one space for all white space between two tokens; its shell, which is
 * that without what its strings say and without the statements inside it, as `if (f() < 0) { }`. A name goes in place of
 * the first variable; the name of the function itself in place of theirs first. Nothing else can be planted.
 */
export function waysToPlant(element: Element, from: Parsed): readonly Way[] {
  const { kind, text } = element;
  if (text.length > MAX_LENGTH) return [];
  switch (kind) {
    case 'statement': {
      const squeezed = without(['comment', 'layout'], element, from, []);
      const shell = without(['comment', 'layout', 'string'], element, from, element.inner);
      return Array.from(new Set([text, squeezed, shell]), (form) => ({
        length: form.length,
        into: (host) => insertStatement(host, form),
      }));
    }
    case 'identifier': {
      const own = functionName(from) === text ? [functionName] : [];
      return [...own, firstVariable].map((replaced) => ({
        length: text.length,
        into: (host) => renameWords(host, replaced(host), text),
      }));
    }
    default:
      return [];
  }
}

/** The statement without what is of these kinds in it, and without those statements. */
function without(
  kinds: readonly ElementKind[],
  { ranges }: Element,
  from: Parsed,
  statements: readonly Element[],
): string {
  const [start, end] = ranges[0] ?? [0, 0];
  const inside = ([one, two]: Range) => one >= start && two <= end;
  const gone = elementsOf(from, kinds).map((each) => ({ ...each, ranges: each.ranges.filter(inside) }));
  const code = emptied(from.text, [...gone, ...statements]);
  return code.slice(start, code.length - (from.text.length - end));
}
