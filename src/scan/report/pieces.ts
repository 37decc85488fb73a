import type { Range } from '../../code/edit.ts';

/** The text between two offsets, cut where marks begin and end. Marks are sorted and disjoint. */
export function* pieces(marks: readonly Range[], from: number, to: number) {
  let at = from;
  for (const [start, end] of marks) {
    if (end <= at) continue;
    if (start >= to) break;
    if (start > at) yield { from: at, to: start, marked: false };
    yield { from: Math.max(at, start), to: Math.min(end, to), marked: true };
    at = Math.min(end, to);
  }
  if (at < to) yield { from: at, to, marked: false };
}
