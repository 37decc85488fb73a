import { functionsOf } from '../code/functions-of.ts';
import type { Language } from '../code/language.ts';
import { parse } from '../code/parse.ts';
import { loadGrammar } from '../load-grammar.ts';
import type { FoundFunction } from './found-function.ts';

const PARSE_FAILURES = {
  'too large': 'It is too large to be parsed: split it.',
  'parse failed': 'It cannot be parsed in time.',
} as const;

/** The functions of a source text, or one sentence about why they cannot be found. */
export async function findFunctions(
  text: string,
  language: Language,
  file: string,
  isAsked: (lines: { readonly startLine: number; readonly endLine: number }) => boolean = () => true,
): Promise<readonly FoundFunction[] | { readonly message: string }> {
  const parsed = parse(await loadGrammar(language), text);
  if ('reason' in parsed) return { message: PARSE_FAILURES[parsed.reason] };
  return functionsOf(parsed).map((found) => ({
    ...found,
    file,
    startColumn: found.from - (text.lastIndexOf('\n', found.from - 1) + 1),
    asked: isAsked(found),
  }));
}
