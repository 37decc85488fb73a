import { structuredPatch } from 'diff';

/** One row of a small diff. */
export interface ChangedRow {
  readonly sign: ' ' | '+' | '-' | '…';
  readonly text: string;
}

/** What differs between two texts, line by line with one neighbour. Undefined where that would take too long to find. */
export function change(before: string, after: string): ChangedRow[] | undefined {
  const patch = structuredPatch('', '', before, after, '', '', {
    context: 1,
    timeout: 1000,
    maxEditLength: 2000,
  });
  return patch?.hunks.flatMap((hunk, index) => [
    ...(index === 0 ? [] : [{ sign: '…', text: '' } as const]),
    ...hunk.lines.flatMap((line) => rowOf(line)),
  ]);
}

function rowOf(line: string): ChangedRow[] {
  const sign = line[0];
  // A fourth sign, the backslash, only says that the last line has no line feed.
  return sign === ' ' || sign === '+' || sign === '-'
    ? [{ sign, text: line.slice(1).replace(/\r$/, '') }]
    : [];
}
