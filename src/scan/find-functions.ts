import { functionsOf } from '../code/functions-of.ts';
import type { Language } from '../code/language.ts';
import { parse } from '../code/parse.ts';
import type { Parsed } from '../code/parsed.ts';
import type { SourceFunction } from '../code/source-function.ts';
import { loadGrammar } from '../load-grammar.ts';
import type { FoundFunction } from './found-function.ts';
import { lineTable } from './line-table.ts';

const PARSE_FAILURES = {
  'too large': 'It is too large to be parsed: split it.',
  'parse failed': 'It cannot be parsed in time.',
} as const;

export interface FoundFunctions {
  readonly functions: readonly FoundFunction[];
  /** The first line, 1-based, of text asked for that does not parse, outside of these functions: there may be more of them. */
  readonly unparsed?: number;
}

/** Errors that are looked at, at most; where there are more, any of them may be asked for. */
const MOST_ERRORS = 1_000;

/** The functions of a source text, or one sentence about why they cannot be found. */
export async function findFunctions(
  text: string,
  language: Language,
  file: string,
  isAsked: (lines: { readonly startLine: number; readonly endLine: number }) => boolean = () => true,
): Promise<FoundFunctions | { readonly message: string }> {
  const parsed = parse(await loadGrammar(language), text);
  if ('reason' in parsed) return { message: PARSE_FAILURES[parsed.reason] };
  const { at } = lineTable(text);
  const functions = functionsOf(parsed).map((found) => ({
    ...found,
    file,
    startColumn: at(found.from).column,
    asked: isAsked(found),
  }));
  const outside = errorsOutside(parsed, functions);
  const first = outside.find(
    ([from, to], index) =>
      index === MOST_ERRORS || isAsked({ startLine: at(from).line + 1, endLine: at(to - 1).line + 1 }),
  );
  return { functions, ...(first && { unparsed: at(first[0]).line + 1 }) };
}

/** In C and C++ functions are found although they do not parse, and macros outside of them seldom do. */
function errorsOutside({ errors, grammar: { language } }: Parsed, functions: readonly SourceFunction[]) {
  if (language === 'c' || language === 'cpp') return [];
  let next = 0;
  return errors.filter(([from, to]) => {
    while ((functions[next]?.to ?? Number.POSITIVE_INFINITY) <= from) next += 1;
    return from < to && (functions[next]?.from ?? Number.POSITIVE_INFINITY) > from;
  });
}
