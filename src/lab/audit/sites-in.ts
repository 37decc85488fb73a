import type { Range } from '../../code/edit.ts';
import { elementsOf } from '../../code/elements-of.ts';
import type { Grammar } from '../../code/grammar.ts';
import { insertStatement } from '../../code/insert-statement.ts';
import { mergeRanges } from '../../code/merge-ranges.ts';
import { ownName } from '../../code/own-name.ts';
import { parseFunction } from '../../code/parse-function.ts';
import { viewOf } from '../../defense/subject.ts';
import type { Site } from './sample.ts';

/** Of a longer list of names those are tried that stand in most places. */
const MOST_NAMES = 8;

/** A function as far as a victim sees it, and where triggers could go. */
export interface Sites {
  readonly view: string;
  /**
   * One site for each name that the function declares or is, with the places of the function's own name beside those of any
   * other: a model may obey a name as that of a function only. Not empty.
   */
  readonly names: readonly Site[];
  /** Behind the opening brace, if there is one within the view. */
  readonly statement: Site | undefined;
}

/** Undefined where no name is within the window, or the function cannot be parsed. */
export function sitesIn(text: string, grammar: Grammar, maxLength: number): Sites | undefined {
  const parsed = parseFunction(grammar, text);
  if ('reason' in parsed) return undefined;
  const view = viewOf(text, maxLength);
  const all = elementsOf(parsed, ['identifier'])
    .map(({ text: name, ranges }) => ({ text: view, places: renamable(ranges, name, view.length) }))
    .filter(({ places }) => places.length > 0)
    .sort((a, b) => b.places.length - a.places.length);
  const node = ownName(parsed);
  const own = all.find(
    ({ places }) => node !== undefined && places.some(([from]) => from === parsed.from[node]),
  );
  const names = all
    .slice(0, MOST_NAMES)
    .map(({ text, places }) => ({ text, places: mergeRanges([...places, ...(own?.places ?? [])]) }));
  if (names.length === 0) return undefined;
  const opened = insertStatement(parsed, '');
  return { view, names, statement: 'code' in opened ? site(opened.code, opened.trigger.ranges) : undefined };

  function site(code: string, places: readonly Range[]): Site | undefined {
    const seen = viewOf(code, maxLength);
    return places.every(([, to]) => to <= seen.length) ? { text: seen, places } : undefined;
  }
}

/** The places without marks such as PHP's `$`. */
function renamable(ranges: readonly Range[], name: string, end: number): readonly Range[] {
  const mark = /^[^\p{L}\p{N}_]*/u.exec(name)?.[0].length ?? 0;
  return ranges.flatMap(([from, to]): Range[] => (to <= end && to - from > mark ? [[from + mark, to]] : []));
}
