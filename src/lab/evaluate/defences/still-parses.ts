import type { Grammar } from '../../../code/grammar.ts';
import { parseFunction } from '../../../code/parse-function.ts';

/** Whether a changed function has no more syntax errors than before. */
export function stillParses(grammar: Grammar, before: string, after: string): boolean {
  const was = parseFunction(grammar, before);
  const is = parseFunction(grammar, after);
  return !('reason' in was) && !('reason' in is) && is.errors.length <= was.errors.length;
}
