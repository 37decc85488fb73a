import stringWidth from 'string-width';
import { visible } from './visible.ts';

const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });

/** A text on one line of at most `width` columns: white space is folded, what does not fit is cut with an ellipsis. */
export function oneLine(text: string, width: number): string {
  // No line shows more than this, and the text may be megabytes long.
  const head = text.slice(0, width * 8 + 64);
  const folded = visible(head.replace(/\s+/g, ' ').trim());
  if (head.length === text.length && stringWidth(folded) <= width) return folded;
  return width < 1 ? '' : `${columns(folded, width - 1)}…`;
}

/** As much of the beginning of a text as stands in `width` columns. */
export function columns(text: string, width: number): string {
  let taken = '';
  let used = 0;
  for (const { segment } of graphemes.segment(text)) {
    used += stringWidth(segment);
    if (used > width) break;
    taken += segment;
  }
  return taken;
}
