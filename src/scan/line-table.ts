import { lowerBound } from '../code/lower-bound.ts';

/** Lines of a text. They end at a line feed; a carriage return before it belongs to the line's end, not to its text. */
export interface LineTable {
  readonly count: number;
  /** The 0-based line and column, in UTF-16 code units, of an offset. */
  at(offset: number): { readonly line: number; readonly column: number };
  /** Offsets of the text of a 0-based line, its end excluded. */
  span(line: number): readonly [from: number, to: number];
}

export function lineTable(text: string): LineTable {
  const starts = [0];
  for (let end = text.indexOf('\n'); end !== -1; end = text.indexOf('\n', end + 1)) starts.push(end + 1);
  const startOf = (line: number) => starts[line] ?? text.length;

  return {
    count: starts.length,
    at(offset) {
      const line = lowerBound(starts.length, (next) => startOf(next) > offset) - 1;
      return { line, column: offset - startOf(line) };
    },
    span(line) {
      const from = startOf(line);
      const next = starts[line + 1];
      if (next === undefined) return [from, text.length];
      const to = next - 1;
      return [from, to > from && text[to - 1] === '\r' ? to - 1 : to];
    },
  };
}
