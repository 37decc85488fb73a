import { applyEdits } from '../code/apply-edits.ts';
import type { Edit } from '../code/edit.ts';
import type { LineTable } from '../scan/line-table.ts';

/** Whole lines of a text and what is to stand in their place. */
export interface WholeLines {
  /** 1-based and inclusive. */
  readonly from: number;
  readonly to: number;
  /** Empty to delete the lines; else with all line ends, but for a last line of the file that has none. */
  readonly text: string;
}

/**
 * The smallest run of neighbouring lines whose replacement does what the edits do. Undefined where they change nothing,
 * or where no replacement of whole lines can do it: the end of the file would get or lose its line feed.
 */
export function wholeLines(text: string, table: LineTable, edits: readonly Edit[]): WholeLines | undefined {
  const [first, last] = [edits.at(0), edits.at(-1)];
  if (first === undefined || last === undefined) return undefined;
  const openEnded = !text.endsWith('\n');
  const lines = openEnded ? table.count : table.count - 1;

  const from = table.at(first.from).line;
  const touched = Math.min(lines - 1, table.at(Math.max(last.from, last.to - 1)).line);
  const change = replaceLines(text, table, edits, { from, to: touched });
  // What is left of a line that lost its end is one with the line behind it.
  const joined = change.after !== '' && !change.after.endsWith('\n') && touched + 1 < lines;
  const to = joined ? touched + 1 : touched;
  const { before, after } = joined ? replaceLines(text, table, edits, { from, to }) : change;

  const [old, put] = [linesOf(before), linesOf(after)];
  const same = sameAround(old, put);
  if (same === undefined) return undefined;
  const left = put.slice(same.head, put.length - same.tail).join('');
  const range = { from: from + same.head + 1, to: to - same.tail + 1 };
  const ends = left.endsWith('\n');
  if (range.to === lines && (openEnded ? left === '' || ends : left !== '' && !ends)) return undefined;
  return { ...range, text: left };
}

/** The text of lines, 0-based and inclusive, before and after edits that lie in them. */
function replaceLines(
  text: string,
  table: LineTable,
  edits: readonly Edit[],
  { from, to }: { readonly from: number; readonly to: number },
) {
  const [start] = table.span(from);
  const before = text.slice(start, to + 1 < table.count ? table.span(to + 1)[0] : text.length);
  const moved = edits.map((edit) => ({ ...edit, from: edit.from - start, to: edit.to - start }));
  return { before, after: applyEdits(before, moved) };
}

/** How many lines at both ends stay as they are; at least one line of `before` is left between them. */
function sameAround(before: readonly string[], after: readonly string[]) {
  const most = Math.min(before.length, after.length);
  let head = 0;
  while (head < most && before[head] === after[head]) head += 1;
  if (head === before.length && head === after.length) return undefined;
  let tail = 0;
  while (tail < most - head && before.at(-1 - tail) === after.at(-1 - tail)) tail += 1;
  if (head + tail < before.length) return { head, tail };
  // Something is only put in: a line beside it stands in the replacement too.
  return head > 0 ? { head: head - 1, tail } : { head, tail: tail - 1 };
}

function linesOf(text: string): string[] {
  return text === '' ? [] : text.split(/(?<=\n)/);
}
