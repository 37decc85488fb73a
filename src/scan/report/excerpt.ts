import stringWidth from 'string-width';
import type { Range } from '../../code/edit.ts';
import { type LineTable, lineTable } from '../line-table.ts';
import { excerptLines } from './excerpt-lines.ts';
import { columns } from './one-line.ts';
import type { Paint } from './paint.ts';
import { pieces } from './pieces.ts';
import { visible } from './visible.ts';

interface Excerpt {
  readonly code: string;
  /** 1-based line of the file at which `code` starts. */
  readonly startLine: number;
  readonly startColumn: number;
  /** What to underline: sorted, disjoint. */
  readonly marks: readonly Range[];
}

interface Canvas {
  readonly width: number;
  readonly paint: Paint;
  /** Without colours the marks are drawn as a row of carets below their line. */
  readonly colour: boolean;
}

/** The marked lines with their neighbours and line numbers, one string a row of the terminal. */
export function excerpt(source: Excerpt, canvas: Canvas): string[] {
  const lines = lineTable(source.code);
  const { shown, more } = excerptLines(lines, source.marks);
  const rows: string[] = [];
  const gutter = String(source.startLine + lines.count - 1).length;
  let last = -1;

  for (const { line, hit } of shown) {
    if (line > last + 1 && last !== -1) rows.push(canvas.paint('dim', `  ${' '.repeat(gutter)} …`));
    last = line;
    const number = String(source.startLine + line).padStart(gutter);
    const head = hit
      ? `${canvas.paint('red', '▌')} ${canvas.paint('bold', number)} ${canvas.paint('dim', '│')} `
      : `  ${canvas.paint('dim', `${number} │`)} `;
    const { text, carets } = drawLine(source, lines, line, canvas, canvas.width - gutter - 5);
    rows.push(head + text);
    if (hit && !canvas.colour) rows.push(`  ${' '.repeat(gutter)} │ ${carets.trimEnd()}`);
  }
  if (more > 0) {
    rows.push(canvas.paint('dim', `  ${' '.repeat(gutter)} … and ${more} more lines`));
  }
  return rows;
}

function drawLine(source: Excerpt, lines: LineTable, line: number, canvas: Canvas, width: number) {
  const [start, end] = lines.span(line);
  const first = source.marks.find(([from, to]) => to > start && from < end);
  const from = first !== undefined && first[0] - start > width * 0.7 ? first[0] - 12 : start;
  const lead = line === 0 ? ' '.repeat(Math.min(source.startColumn, 16)) : '';
  let text = from > start ? '…' : lead;
  let carets = ' '.repeat(text.length);
  let left = width - text.length;

  // Nothing beyond twice the width can be shown, however long the line is.
  for (const piece of pieces(source.marks, from, Math.min(end, from + width * 2))) {
    const whole = visible(source.code.slice(piece.from, piece.to)).replaceAll('\t', '    ');
    const part = columns(whole, left);
    const used = stringWidth(part);
    // White space that leads a marked line is not part of what a reader sees as marked.
    const margin = piece.marked ? part.length - part.trimStart().length : 0;
    text += piece.marked
      ? part.slice(0, margin) + canvas.paint(['red', 'underline'], part.slice(margin))
      : part;
    carets += ' '.repeat(piece.marked ? margin : used) + '^'.repeat(piece.marked ? used - margin : 0);
    left -= used;
    if (part.length < whole.length) break;
  }
  return { text, carets };
}
