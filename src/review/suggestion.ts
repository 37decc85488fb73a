import { fenceFor } from '../scan/report/fenced.ts';
import { visible } from '../scan/report/visible.ts';
import type { Finding } from './finding.ts';
import { type HeadFile, placeOf } from './head-file.ts';
import { shownWithin } from './shown-lines.ts';
import { wholeLines } from './whole-lines.ts';

/** A purification that one click commits. */
export interface Suggestion {
  /** Lines of the head that it replaces, 1-based, inclusive, all shown by one hunk. */
  readonly from: number;
  readonly to: number;
  /** The fenced block of Markdown. Its content is exact to the last line end: nothing in it is escaped. */
  readonly block: string;
}

/** Why a purification cannot be a suggestion, to be read after "because". */
export interface NoSuggestion {
  readonly because: string;
}

/** So that the evidence and the block fit into one comment, whatever characters and fence it has. */
const MOST_BYTES = 30_000;
/** Parts of emoji: harmless in a text that is otherwise visible. */
const EMOJI_PARTS = /[\u{FE0F}\u{200D}]/gu;

/** The purification of a finding as a suggestion. Undefined where it has none. */
export function suggestion(finding: Finding, file: HeadFile): Suggestion | NoSuggestion | undefined {
  const { purification } = finding.verdict;
  if (purification === undefined) return undefined;
  const place = placeOf(finding, file);
  if (place === undefined) return { because: 'the file no longer holds the function that was inspected' };

  const edits = purification.edits.map(({ from, to, text }) => ({
    from: place + from,
    to: place + to,
    text,
  }));
  const change = wholeLines(file.head, file.table, edits);
  if (change === undefined) return { because: 'it cannot be put as an exchange of whole lines' };
  const { from, to, text } = change;
  const shown = shownWithin(file.shown, change).some((lines) => lines.from <= from && to <= lines.to);
  if (!shown) {
    const lines = from === to ? `line ${from}` : `lines ${from} to ${to}`;
    return { because: `it changes ${lines}, which this pull request does not show in one piece` };
  }
  const plain = text.replaceAll('\r\n', '\n').replace(EMOJI_PARTS, '');
  if (visible(plain) !== plain) {
    return {
      because: 'its lines hold characters that cannot be seen, and nobody should commit those unread',
    };
  }
  const fence = fenceFor(text);
  const end = text === '' || text.endsWith('\n') ? '' : '\n';
  const block = `${fence}suggestion\n${text}${end}${fence}`;
  return Buffer.byteLength(block) > MOST_BYTES ? { because: 'it is too long' } : { from, to, block };
}
