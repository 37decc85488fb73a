import { type Html, html } from '../../src/scan/report/html.ts';

/** A time of day. */
export function time(date: Date): Html {
  return html`<time datetime="${date.toISOString()}">${date.toLocaleTimeString('en-GB')}</time>`;
}
