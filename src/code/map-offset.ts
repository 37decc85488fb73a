import type { Edit } from './edit.ts';

/**
 * Where an offset of the text before the edits is in the text after. An offset within replaced text, or at an
 * insertion, goes to the start of the new text with `side: 'before'` and to its end with `'after'`.
 */
export function mapOffset(edits: readonly Edit[], offset: number, side: 'before' | 'after'): number {
  let shift = 0;
  for (const edit of edits) {
    if (edit.from > offset || (edit.from === offset && edit.to > offset && side === 'before')) break;
    if (edit.to > offset || edit.from === edit.to ? edit.to >= offset : false) {
      return edit.from + shift + (side === 'after' ? edit.text.length : 0);
    }
    shift += edit.text.length - (edit.to - edit.from);
  }
  return offset + shift;
}
