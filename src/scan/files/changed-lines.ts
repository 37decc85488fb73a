import { parsePatch, type StructuredPatch } from 'diff';
import { lowerBound } from '../../code/lower-bound.ts';

/** Changed lines of a new text, 1-based and inclusive. Where lines were only taken out, the two lines around the gap. */
export interface ChangedLines {
  readonly from: number;
  readonly to: number;
  /** Lines were taken out between `from` and `to` and none put in. */
  readonly gap: boolean;
}

export interface ChangedFile {
  /** Relative to the root of the repository. */
  readonly path: string;
  /** In order. `all` where git shows no lines, as for a file that it takes for binary. */
  readonly lines: 'all' | readonly ChangedLines[];
}

/** The files of a git patch without context lines that exist after it and whose content it changes. */
export function changedLines(patch: string): ChangedFile[] {
  return parsePatch(patch).flatMap((file): ChangedFile[] => {
    const path = file.newFileName?.replace(/^b\//, '');
    if (path === undefined || file.isDelete || file.newFileName === '/dev/null') return [];
    if (file.hunks.length === 0) return file.isBinary ? [{ path, lines: 'all' }] : [];
    return [{ path, lines: file.hunks.map(linesOf) }];
  });
}

function linesOf({ newStart, lines }: StructuredPatch['hunks'][number]): ChangedLines {
  const added = lines.filter((line) => line.startsWith('+')).length;
  // Where nothing was put in, the parser has moved the start to the line behind the gap.
  return added > 0
    ? { from: newStart, to: newStart + added - 1, gap: false }
    : { from: newStart - 1, to: newStart, gap: true };
}

/** Whether a change touches a function: one of its lines is new, or lines within it were taken out. */
export function touches(
  { lines }: ChangedFile,
  { startLine, endLine }: { readonly startLine: number; readonly endLine: number },
): boolean {
  if (lines === 'all') return true;
  // Of many changes and many functions each function asks of a few changes only.
  const first = lowerBound(lines.length, (index) => (lines[index]?.to ?? 0) >= startLine);
  for (let index = first; (lines[index]?.from ?? Number.POSITIVE_INFINITY) <= endLine; index++) {
    const { from = 0, to = 0, gap = false } = lines[index] ?? {};
    if (!gap || (startLine <= from && to <= endLine)) return true;
  }
  return false;
}
