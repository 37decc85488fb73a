import type { Range } from '../../../../code/edit.ts';
import { lineTable } from '../../../../scan/line-table.ts';
import { excerptLines } from '../../../../scan/report/excerpt-lines.ts';
import { type Html, html } from '../../../../scan/report/html.ts';
import { pieces } from '../../../../scan/report/pieces.ts';
import { visible } from '../../../../scan/report/visible.ts';

/** Of a longer line only so much is shown, in UTF-16 units. */
export const MOST_COLUMNS = 300;

/** The first line of a function, the marked ones and their neighbours. */
export function codeLines(code: string, marks: readonly Range[]): Html {
  const lines = lineTable(code);
  const { shown, more } = excerptLines(lines, marks);
  let last = -1;
  const rows = shown.map(({ line }) => {
    const gap = line > last + 1 ? html`<span>…</span>` : undefined;
    last = line;
    return [gap, html`<span>${drawn(code, lines.span(line), marks)}</span>`];
  });
  const rest = more > 0 ? html`<span>… and ${more} more marked lines</span>` : undefined;
  const end = last < lines.count - 1 ? html`<span>…</span>` : undefined;
  return html`<pre>${rows}${rest ?? end}</pre>`;
}

function drawn(code: string, [start, end]: readonly [number, number], marks: readonly Range[]) {
  const first = marks.find(([from, to]) => to > start && from < end)?.[0] ?? start;
  // A mark far out in a long line is what is to be seen.
  const from = first - start > MOST_COLUMNS / 2 ? first - 40 : start;
  const to = Math.min(end, from + MOST_COLUMNS);
  const parts = Array.from(pieces(marks, from, to), (piece) => {
    const text = visible(code.slice(piece.from, piece.to).toWellFormed());
    return piece.marked ? html`<mark>${text}</mark>` : text;
  });
  return [from > start && '…', parts, to < end && '…'];
}
