import { type Html, html } from '../../src/scan/report/html.ts';
import type { Shown } from './shown.ts';
import { time } from './time.ts';

const MOST = 12;

/** The webhooks that the App was sent, the newest first. */
export function deliveries({ standIn }: Shown): Html {
  const all = standIn.deliveries;
  const left = all.length - MOST;
  const rows = all
    .slice(-MOST)
    .reverse()
    .map(({ event, action, outcome, deliveredAt }) => {
      const answer =
        outcome === undefined
          ? html`<span class="tag">under way</span>`
          : html`<span class="tag ${outcome.status === 202 ? 'good' : 'bad'}">${outcome.status || 'no answer'}</span> in ${(outcome.seconds * 1000).toFixed(0)} ms`;
      return html`<tr><td>${time(deliveredAt)}</td><td><code>${breakable(action === undefined ? event : `${event}.${action}`)}</code></td><td>${answer}</td></tr>`;
    });
  return html`<h2 id="deliveries-title">Webhooks</h2><p class="hint">Signed, as GitHub sends them to the App; the newest first.</p>
<table class="deliveries"><thead class="hidden"><tr><th>time</th><th>event</th><th>answer</th></tr></thead><tbody>${rows}</tbody></table>
${left > 0 && html`<p class="hint">and ${left} before</p>`}`;
}

/** A long name breaks between its words. */
function breakable(name: string): Html[] {
  return name.split(/(?<=[_.])/).map((word) => html`${word}<wbr>`);
}
