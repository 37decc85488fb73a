import type { ChangedLines } from '../scan/files/changed-lines.ts';
import type { Hunk } from './changed-file.ts';

/** The lines of the head that a change touches, for `touches` of the scan. Hunks may hold lines of context. */
export function changedLinesOf(hunks: readonly Hunk[]): ChangedLines[] {
  return hunks.flatMap(linesOf);
}

function linesOf({ newStart, lines }: Hunk): ChangedLines[] {
  const found: ChangedLines[] = [];
  let line = newStart;
  let added = 0;
  let removed = false;
  const close = () => {
    if (added > 0) found.push({ from: line - added, to: line - 1, gap: false });
    else if (removed) found.push({ from: line - 1, to: line, gap: true });
    added = 0;
    removed = false;
  };
  for (const { 0: sign } of lines) {
    if (sign === '+') {
      added += 1;
      line += 1;
    } else if (sign === '-') removed = true;
    else if (sign === ' ') {
      close();
      line += 1;
    }
  }
  close();
  return found;
}
