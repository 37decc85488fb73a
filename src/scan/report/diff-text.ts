import { type ChangedRow, change } from './change.ts';

/** What differs between two texts as the content of a `diff` block; the whole new text where that would take too long. */
export function diffText(before: string, after: string): string {
  const rows: readonly ChangedRow[] =
    change(before, after) ?? after.split('\n').map((text) => ({ sign: '+', text }));
  return rows.map(({ sign, text }) => (sign === '…' ? '@@ @@' : `${sign}${text}`)).join('\n');
}
