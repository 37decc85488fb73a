import { lowerBound } from '../code/lower-bound.ts';
import type { Hunk } from './changed-file.ts';

/** Neighbouring lines of the head that one hunk shows, 1-based and inclusive. A comment stands within one of them. */
export interface ShownLines {
  readonly from: number;
  readonly to: number;
}

/** The lines of the head that a pull request shows, and that can therefore carry a comment: one stretch a hunk. */
export function shownLines(hunks: readonly Hunk[]): readonly ShownLines[] {
  return hunks.flatMap(({ newStart, lines }) => {
    const count = lines.filter((line) => line.startsWith(' ') || line.startsWith('+')).length;
    return count === 0 ? [] : [{ from: newStart, to: newStart + count - 1 }];
  });
}

/** The stretches that share a line with `from` to `to`, in order. */
export function shownWithin(shown: readonly ShownLines[], { from, to }: ShownLines): readonly ShownLines[] {
  const first = lowerBound(shown.length, (index) => (shown[index]?.to ?? 0) >= from);
  const end = lowerBound(shown.length, (index) => (shown[index]?.from ?? 0) > to);
  return shown.slice(first, end);
}
