import type { StructuredPatchHunk } from 'diff';
import type { Side } from '../world/pull-request.ts';

/** A line of a diff that a comment can stand on. */
export interface Spot {
  readonly hunk: StructuredPatchHunk;
  readonly index: number;
  /** As GitHub's `position`: lines below the first `@@`, later `@@` lines count too. */
  readonly position: number;
  /** Number of the line on each side; undefined where the side has no such line. */
  readonly numbers: Readonly<Record<Side, number | undefined>>;
}

/** Every line of every hunk, in order. */
export function* spots(hunks: readonly StructuredPatchHunk[]): Generator<Spot> {
  let position = 0;
  for (const hunk of hunks) {
    let [left, right] = [hunk.oldStart, hunk.newStart];
    for (const [index, line] of hunk.lines.entries()) {
      position += 1;
      if (line.startsWith('\\')) continue;
      const [removed, added] = [line.startsWith('-'), line.startsWith('+')];
      yield {
        hunk,
        index,
        position,
        numbers: { LEFT: added ? undefined : left, RIGHT: removed ? undefined : right },
      };
      if (!added) left += 1;
      if (!removed) right += 1;
    }
    position += 1;
  }
}
