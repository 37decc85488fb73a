import { type Html, html, type Part } from '../../../../scan/report/html.ts';
import { EFFECT_WORDS, isAttack } from '../effect-words.ts';
import type { AttackRow } from '../red-team-report.ts';
import { inPercent, ofAll } from '../share-words.ts';
import { plot } from './plot.ts';

/** A row for each trigger. */
export function attackTable(rows: readonly AttackRow[]): Html {
  return html`<p class="soft">Counts, and below them the share with its 95% interval. In the plot from 0 to 100%: ● turned by the trigger, ◇ turned by something harmless in its place.</p>
<div class="wide"><table>
<thead><tr><th scope="col">Trigger</th><th scope="col">Took it</th><th scope="col">Turned</th><th scope="col">Harmless</th><th scope="col">0 – 50 – 100%</th><th scope="col">Effect</th><th scope="col">Caught</th><th scope="col">Named</th><th scope="col">Undone</th></tr></thead>
<tbody>${rows.map(row)}</tbody>
</table></div>`;
}

function row({ attack, took, refused, effective, harmless, effect, ...defended }: AttackRow): Html {
  const { caught, named, undone } = defended;
  const told = isAttack(effect);
  const reasons = Object.entries(refused).map(
    ([reason, count]) => html`<small class="reason">not ${count}: ${reason}</small>`,
  );
  return html`<tr><th scope="row">${attack}</th><td>${took}${reasons}</td>${[effective, harmless].map(share)}<td>${plot(effective, harmless)}</td><td class="${effect === 'moves' ? 'strong' : ''}">${EFFECT_WORDS[effect]}</td>${[caught, named, undone].map((one) => (told ? share(one) : html`<td>–</td>`))}</tr>
`;
}

function share(one: AttackRow['caught']): Part {
  if (one.of === 0) return html`<td>–</td>`;
  return html`<td>${ofAll(one)}<small>${inPercent(one)}</small></td>`;
}
