import type { Range } from '../../../code/edit.ts';
import type { Grammar } from '../../../code/grammar.ts';
import { leavesOf } from '../../../code/leaves-of.ts';
import { parseFunction } from '../../../code/parse-function.ts';

/** A word of code and where it stands. */
export interface CodeWord {
  readonly text: string;
  readonly range: Range;
}

/**
 * The words of a function, as of the code that ONION was run on before: the leaves of its tree, without
 * comments. A text that cannot be parsed is split at white space.
 */
export function codeWords(grammar: Grammar, text: string): readonly CodeWord[] {
  const parsed = parseFunction(grammar, text);
  const ranges: readonly Range[] =
    'reason' in parsed
      ? Array.from(text.matchAll(/\S+/g), ({ index, 0: word }) => [index, index + word.length] as const)
      : leavesOf(parsed).code;
  return ranges.map((range) => ({ text: text.slice(...range), range }));
}
