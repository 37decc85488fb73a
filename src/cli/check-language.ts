import type { Grammar } from '../code/grammar.ts';
import { parseFunction } from '../code/parse-function.ts';
import { UsageError } from '../scan/usage-error.ts';

/** So many functions are looked at. */
const LOOKED_AT = 100;
/** Fewer tell nothing, and are too few for whatever they are wanted for. */
const LEAST = 10;
/**
 * Share of functions with syntax errors from which on they are of another language: 15% of Devign's functions have some as C
 * (macros), 0.2% of BigCloneBench's as Java, and 99% or more of either in whatever other language is no superset.
 */
const STRANGE = 0.75;

/** Throws UsageError where most functions of a file of rows can hardly be of the language that was taken for theirs. */
export function checkLanguage(path: string, functions: readonly string[], grammar: Grammar): void {
  const some = functions.slice(0, LOOKED_AT);
  const strange = some.filter((code) => {
    const parsed = parseFunction(grammar, code);
    return 'reason' in parsed || parsed.errors.length > 0;
  });
  if (some.length < LEAST || strange.length <= STRANGE * some.length) return;
  throw new UsageError(
    `${path}: ${strange.length} of the first ${some.length} functions have syntax errors as ${grammar.language}: say with --language which language it is; --language ${grammar.language} takes them as they are.`,
  );
}
