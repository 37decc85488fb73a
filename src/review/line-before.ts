import type { Hunk } from './changed-file.ts';

/** The line, 1-based, at which a line of the head stood before the change; undefined for one that is new. */
export function lineBefore(hunks: readonly Hunk[], line: number): number | undefined {
  let shift = 0;
  for (const { oldStart, newStart, lines } of hunks) {
    if (newStart > line) break;
    let before = oldStart;
    let after = newStart;
    for (const { 0: sign } of lines) {
      if (after === line && sign === '+') return undefined;
      if (after === line && sign === ' ') return before;
      if (sign === '-' || sign === ' ') before += 1;
      if (sign === '+' || sign === ' ') after += 1;
    }
    shift = before - after;
  }
  return line + shift;
}
