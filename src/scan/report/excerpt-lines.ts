import type { Range } from '../../code/edit.ts';
import type { LineTable } from '../line-table.ts';

const CONTEXT = 2;
const MOST_LINES = 8;

/** The 0-based lines that are shown of a function: the first one, marked ones (a few at most) and their neighbours. */
export function excerptLines(lines: LineTable, marks: readonly Range[]) {
  const marked = markedLines(lines, marks);
  const hits = new Set(marked.slice(0, MOST_LINES));
  const all = new Set([0]);
  for (const line of hits) {
    for (let near = line - CONTEXT; near <= line + CONTEXT; near += 1) {
      if (near >= 0 && near < lines.count) all.add(near);
    }
  }
  const shown = [...all].sort((a, b) => a - b).map((line) => ({ line, hit: hits.has(line) }));
  return { shown, more: marked.length - hits.size };
}

function markedLines(lines: LineTable, marks: readonly Range[]): number[] {
  const found = new Set<number>();
  for (const [from, to] of marks) {
    const last = lines.at(Math.max(from, to - 1)).line;
    for (let line = lines.at(from).line; line <= last; line += 1) found.add(line);
  }
  return [...found];
}
