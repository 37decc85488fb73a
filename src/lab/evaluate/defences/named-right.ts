import type { Range } from '../../../code/edit.ts';

/** Whether more than half of what is named in a function, white space aside, was planted there. */
export function isNamedRight(text: string, named: readonly Range[], planted: readonly Range[]): boolean {
  let [inside, outside] = [0, 0];
  for (const [from, to] of named) {
    for (let at = from; at < to; at++) {
      if (/\s/.test(text[at] ?? ' ')) continue;
      if (planted.some(([start, end]) => at >= start && at < end)) inside += 1;
      else outside += 1;
    }
  }
  return inside > outside;
}
