import { type Html, html, type Part } from '../../../scan/report/html.ts';

export interface RocLine {
  readonly name: string;
  /** In (false alarms, caught), from the lower left. */
  readonly points: readonly (readonly [number, number])[];
}

const SIZE = 190;
const LEFT = 42;
const TOP = 10;
/** Of a line: thickness and dashes, so that no colour is needed. The first is ours, or what is shipped. */
const LINES: readonly (readonly [width: number, dashes: string])[] = [
  [3, 'none'],
  [1.5, '7 3'],
  [1.5, '2 3'],
  [1.5, '9 3 2 3'],
  [1, 'none'],
  [2, '14 4'],
];

/** Root scale: the low false-alarm rates, the only ones anybody would choose, get room. */
const x = (share: number) => (LEFT + Math.sqrt(share) * SIZE).toFixed(1);
const y = (share: number) => (TOP + (1 - share) * SIZE).toFixed(1);

/** ROC curves, in the order of the names of the legend. */
export function rocPlot(title: string, names: readonly string[], curves: readonly RocLine[]): Html {
  const grid: Part[] = [0, 0.01, 0.05, 0.25, 1].map(
    (share) =>
      html`<path d="M${x(share)} ${y(0)}V${y(1)}" opacity=".25"/><text x="${x(share)}" y="${TOP + SIZE + 15}" text-anchor="middle">${share === 0 ? 0 : `${share * 100}%`}</text>`,
  );
  const levels: Part[] = [0, 0.5, 1].map(
    (share) =>
      html`<path d="M${x(0)} ${y(share)}H${x(1)}" opacity=".25"/><text x="${LEFT - 5}" y="${Number(y(share)) + 3}" text-anchor="end">${share * 100}%</text>`,
  );
  const lines = curves.map(({ name, points }) => {
    const [width, dashes] = styleOf(names.indexOf(name));
    const path = points.map(([fp, tp], at) => `${at === 0 ? 'M' : 'L'}${x(fp)} ${y(tp)}`).join('');
    return html`<path d="${path}" fill="none" stroke-width="${width}" stroke-dasharray="${dashes}" stroke-linejoin="round"/>`;
  });
  const width = LEFT + SIZE + 16;
  const height = TOP + SIZE + 36;
  const told = curves.map(({ name }) => name).join('; ');
  return html`<figure class="plot"><figcaption>${title}</figcaption><svg width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img" aria-label="ROC curves against ${title}: ${told}" stroke="currentColor">
${grid}${levels}
${lines}
<text x="${LEFT + SIZE / 2}" y="${height - 4}" text-anchor="middle">false alarms (root scale)</text>
</svg></figure>`;
}

/** Which line is which. */
export function rocLegend(names: readonly string[]): Html {
  return html`<p class="legend">${names.map((name, at) => {
    const [width, dashes] = styleOf(at);
    return html`<span><svg width="44" height="10" viewBox="0 0 44 10" aria-hidden="true" stroke="currentColor"><path d="M1 5H43" stroke-width="${width}" stroke-dasharray="${dashes}"/></svg> ${name}</span>`;
  })}</p>`;
}

function styleOf(at: number): readonly [width: number, dashes: string] {
  return LINES[at % LINES.length] ?? [1.5, 'none'];
}
