import type { Range } from './edit.ts';
import type { Element } from './element.ts';
import { leavesOf } from './leaves-of.ts';
import type { Parsed } from './parsed.ts';

/**
 * Code in a broken body that the parser could put into no statement, such as an `if (…)` whose braces are unequal: each
 * stretch between statements and braces, comments aside. What stands before the first brace is the function's head.
 */
export function looseStatements(parsed: Parsed, statements: readonly Element[]): readonly Range[] {
  const leaves = leavesOf(parsed);
  const taken = statements.flatMap((statement) => statement.ranges);
  const found: Range[] = [];
  let inBody = false;
  let open: [from: number, to: number] | undefined;
  let next = 0;
  const close = () => {
    if (open !== undefined && leaves.tokensWithin(open).length > 0) found.push(open);
    open = undefined;
  };
  for (const [from, to] of leaves.code) {
    while ((taken[next]?.[1] ?? Number.POSITIVE_INFINITY) <= from) next += 1;
    const brace = to - from === 1 && '{}'.includes(parsed.text.charAt(from));
    if (brace || from >= (taken[next]?.[0] ?? Number.POSITIVE_INFINITY)) close();
    else if (inBody) open = [open?.[0] ?? from, to];
    if (brace) inBody = true;
  }
  close();
  return found;
}
