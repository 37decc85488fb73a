import { change } from '../../../../scan/report/change.ts';
import { type Html, html } from '../../../../scan/report/html.ts';
import { visible } from '../../../../scan/report/visible.ts';
import { MOST_COLUMNS } from './code-lines.ts';

const MOST_ROWS = 60;
const CLASSES = { '+': 'added', '-': 'removed', ' ': '', '…': '' } as const;

/** What differs between two texts, each line with its sign. */
export function diffLines(before: string, after: string): Html {
  const rows = change(before, after);
  if (rows === undefined) return html`<p>The difference is too large to be shown.</p>`;
  const more = rows.length - MOST_ROWS;
  return html`<pre>${rows.slice(0, MOST_ROWS).map(({ sign, text }) => html`<span class="${CLASSES[sign]}">${sign} ${cut(text)}</span>`)}${more > 0 && html`<span>… and ${more} more lines</span>`}</pre>`;
}

function cut(text: string): string {
  const head = visible(text.slice(0, MOST_COLUMNS).toWellFormed());
  return text.length > MOST_COLUMNS ? `${head}…` : head;
}
