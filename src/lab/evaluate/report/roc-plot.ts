import { type Html, html, type Part } from '../../../scan/report/html.ts';
import type { Curve } from '../evidence/evidence.ts';
import { DEFENCE_WORDS } from './cells.ts';

const SIZE = 200;
const LEFT = 40;
const TOP = 10;
/** Of a line of each defence: thickness and dashes, so that no colour is needed. */
export const LINES: Readonly<Record<Curve['defence'], readonly [width: number, dashes: string]>> = {
  codepurify: [3, 'none'],
  onion: [1.5, '7 3'],
  'onion-span': [1.5, '2 3'],
  oseql: [1.5, '9 3 2 3'],
};

/** Root scale: the low false-alarm rates, the only ones anybody would choose, get room. */
const x = (share: number) => (LEFT + Math.sqrt(share) * SIZE).toFixed(1);
const y = (share: number) => (TOP + (1 - share) * SIZE).toFixed(1);

/** The ROC curves of all defences against one attack. */
export function rocPlot(attack: string, curves: readonly Curve[]): Html {
  const grid: Part[] = [0, 0.01, 0.05, 0.25, 1].map(
    (share) =>
      html`<path d="M${x(share)} ${y(0)}V${y(1)}" opacity=".25"/><text x="${x(share)}" y="${TOP + SIZE + 14}" text-anchor="middle">${share * 100}%</text>`,
  );
  const levels: Part[] = [0, 0.5, 1].map(
    (share) =>
      html`<path d="M${x(0)} ${y(share)}H${x(1)}" opacity=".25"/><text x="${LEFT - 5}" y="${Number(y(share)) + 3}" text-anchor="end">${share * 100}%</text>`,
  );
  const lines = curves.map(({ defence, points }) => {
    const [width, dashes] = LINES[defence];
    const path = points.map(([fp, tp], at) => `${at === 0 ? 'M' : 'L'}${x(fp)} ${y(tp)}`).join('');
    return html`<path d="${path}" fill="none" stroke-width="${width}" stroke-dasharray="${dashes}" stroke-linejoin="round"/>`;
  });
  const width = LEFT + SIZE + 16;
  const height = TOP + SIZE + 32;
  const names = curves.map(({ defence }) => DEFENCE_WORDS[defence]).join(', ');
  return html`<figure class="plot"><figcaption>${attack}</figcaption><svg width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img" aria-label="ROC curves against ${attack}: ${names}" stroke="currentColor">
${grid}${levels}
${lines}
<text x="${LEFT + SIZE / 2}" y="${height - 4}" text-anchor="middle">false alarms (root scale)</text>
</svg></figure>`;
}

/** Which line is which. */
export function rocLegend(defences: readonly Curve['defence'][]): Html {
  return html`<p class="legend">${defences.map((defence) => {
    const [width, dashes] = LINES[defence];
    return html`<span><svg width="44" height="10" viewBox="0 0 44 10" aria-hidden="true" stroke="currentColor"><path d="M1 5H43" stroke-width="${width}" stroke-dasharray="${dashes}"/></svg> ${DEFENCE_WORDS[defence]}</span>`;
  })}</p>`;
}
