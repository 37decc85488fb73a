import { type Html, html } from '../../src/scan/report/html.ts';
import type { Thread } from '../github/world/pull-request.ts';
import { suggestedLines } from '../suggested-lines.ts';
import { diffRow } from './diff-row.ts';

/** A replacement of the lines that a thread stands at, as a diff. `foot` stands below it. */
export function suggestion(thread: Thread, replacement: string | undefined, foot: Html): Html {
  return html`<div class="suggestion"><div class="head">Suggested change</div>
<table class="diff"><caption class="hidden">Suggested change of ${thread.anchor.path}</caption><tbody>${suggestedLines(thread, replacement).map(diffRow)}</tbody></table>
<div class="foot">${foot}</div></div>`;
}
