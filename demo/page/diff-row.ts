import { type Html, html } from '../../src/scan/report/html.ts';
import { visible } from '../../src/scan/report/visible.ts';
import type { DiffLine } from '../suggested-lines.ts';

const NAMES = { '+': 'added', '-': 'removed', ' ': 'same' } as const;
const WORDS = { '+': 'added: ', '-': 'removed: ', ' ': '' } as const;

/** A line of a diff as a row of a table with three columns. */
export function diffRow({ sign, text, numbers: [left, right] }: DiffLine): Html {
  return html`<tr class="${NAMES[sign]}"><td class="number">${left}</td><td class="number">${right}</td><td class="code"><span class="sign" aria-hidden="true">${sign}</span><span class="hidden">${WORDS[sign]}</span><code>${visible(text)}</code></td></tr>`;
}
