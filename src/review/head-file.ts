import { type LineTable, lineTable } from '../scan/line-table.ts';
import type { ChangedFile } from './changed-file.ts';
import type { Finding } from './finding.ts';
import { type ShownLines, shownLines } from './shown-lines.ts';

/** A changed file with what is asked of it for each of its findings. */
export interface HeadFile extends ChangedFile {
  readonly table: LineTable;
  readonly shown: readonly ShownLines[];
}

export function headFile(file: ChangedFile): HeadFile {
  return { ...file, table: lineTable(file.head), shown: shownLines(file.hunks) };
}

/** Offset in the head at which the function of a finding stands. Undefined where the head holds another text there. */
export function placeOf({ verdict, startColumn, code }: Finding, file: HeadFile): number | undefined {
  const [start] = file.table.span(verdict.startLine - 1);
  return file.head.startsWith(code, start + startColumn) ? start + startColumn : undefined;
}
