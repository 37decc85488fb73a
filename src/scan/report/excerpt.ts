import stringWidth from 'string-width';
import type { Range } from '../../code/edit.ts';
import { type LineTable, lineTable } from '../line-table.ts';
import { columns } from './one-line.ts';
import type { Paint } from './paint.ts';
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

const CONTEXT = 2;
const MOST_LINES = 8;

/** The marked lines with their neighbours and line numbers, one string a row of the terminal. */
export function excerpt(source: Excerpt, canvas: Canvas): string[] {
  const lines = lineTable(source.code);
  const marked = markedLines(lines, source.marks);
  const shown = marked.slice(0, MOST_LINES);
  const rows: string[] = [];
  const gutter = String(source.startLine + lines.count - 1).length;
  let last = -1;

  for (const line of withNeighbours(shown, lines.count)) {
    if (line > last + 1 && last !== -1) rows.push(canvas.paint('dim', `  ${' '.repeat(gutter)} …`));
    last = line;
    const number = String(source.startLine + line).padStart(gutter);
    const hit = shown.includes(line);
    const head = hit
      ? `${canvas.paint('red', '▌')} ${canvas.paint('bold', number)} ${canvas.paint('dim', '│')} `
      : `  ${canvas.paint('dim', `${number} │`)} `;
    const { text, carets } = drawLine(source, lines, line, canvas, canvas.width - gutter - 5);
    rows.push(head + text);
    if (hit && !canvas.colour) rows.push(`  ${' '.repeat(gutter)} │ ${carets.trimEnd()}`);
  }
  if (marked.length > shown.length) {
    rows.push(
      canvas.paint('dim', `  ${' '.repeat(gutter)} … and ${marked.length - shown.length} more lines`),
    );
  }
  return rows;
}

function markedLines(lines: LineTable, marks: readonly Range[]): number[] {
  const found = new Set<number>();
  for (const [from, to] of marks) {
    const last = lines.at(Math.max(from, to - 1)).line;
    for (let line = lines.at(from).line; line <= last; line += 1) found.add(line);
  }
  return [...found];
}

function withNeighbours(shown: readonly number[], count: number): number[] {
  const all = new Set([0]);
  for (const line of shown) {
    for (let near = line - CONTEXT; near <= line + CONTEXT; near += 1) {
      if (near >= 0 && near < count) all.add(near);
    }
  }
  return [...all].sort((a, b) => a - b);
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

function* pieces(marks: readonly Range[], from: number, to: number) {
  let at = from;
  for (const [start, end] of marks) {
    if (end <= at) continue;
    if (start >= to) break;
    if (start > at) yield { from: at, to: start, marked: false };
    yield { from: Math.max(at, start), to: Math.min(end, to), marked: true };
    at = Math.min(end, to);
  }
  if (at < to) yield { from: at, to, marked: false };
}
