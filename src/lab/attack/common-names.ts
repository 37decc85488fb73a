import { bindingsOf } from '../../code/bindings.ts';
import { functionName } from '../../code/function-name.ts';
import type { Parsed } from '../../code/parsed.ts';

/** Functions that are read, and names that are kept, at most. */
const FUNCTIONS = 5_000;
const NAMES = 1_000;

/** What functions call their parameters and locals, the most frequent first. */
export async function commonNames(functions: AsyncIterable<Parsed>): Promise<readonly string[]> {
  const counts = new Map<string, number>();
  let read = 0;
  for await (const fn of functions) {
    const own = functionName(fn);
    for (const { name, outer } of bindingsOf(fn).values()) {
      if (!outer && name !== own) counts.set(name, (counts.get(name) ?? 0) + 1);
    }
    read += 1;
    if (read === FUNCTIONS) break;
  }
  return Array.from(counts)
    .sort(([a, one], [b, other]) => other - one || (a < b ? -1 : 1))
    .slice(0, NAMES)
    .map(([name]) => name);
}
