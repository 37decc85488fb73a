import { type Html, html } from '../../../scan/report/html.ts';
import type { EvidenceRow } from '../evidence/evidence.ts';
import { DEFENCE_WORDS, one } from './cells.ts';
import { NAMES_END, PLOT_WIDTH, percentAxis, x } from './percent-axis.ts';

const LINE = 18;

/**
 * ASR_D of every defence with its interval (ours a filled circle on a thick line, the others hollow), and the floor of
 * each attack as a dashed upright line in a hatched band, which is its interval.
 */
export function asrPlot(rows: readonly EvidenceRow[]): Html {
  const groups = Array.from(Map.groupBy(rows, ({ attack }) => attack));
  let top = 6;
  const drawn = groups.map(([attack, own]) => {
    const from = top + LINE;
    const lines = own.map((row, at) => line(row, from + at * LINE));
    const to = from + own.length * LINE;
    top = to + 8;
    const floor = own[0]?.floor;
    return html`<text class="name" x="4" y="${from - 5}">${attack}</text>
${floor && html`<rect x="${x(floor.low)}" y="${from - 2}" width="${(x(floor.high) - x(floor.low)).toFixed(1)}" height="${to - from}" fill="url(#hatch)" stroke="none"/><path d="M${x(floor.count / Math.max(1, floor.of))} ${from - 2}V${to - 2}" stroke-dasharray="4 3" stroke-width="1.5"/>`}
${lines}`;
  });
  return html`<figure class="plot"><svg width="${PLOT_WIDTH}" height="${top + 20}" viewBox="0 0 ${PLOT_WIDTH} ${top + 20}" role="img" aria-label="ASR_D of each defence against its floor; the numbers are in the table below" stroke="currentColor">
<defs><pattern id="hatch" width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><path d="M0 0V5" stroke="currentColor" stroke-width="1" opacity=".35"/></pattern></defs>
${percentAxis(top)}
${drawn}
</svg><figcaption>ASR_D with 95% intervals. ● CodePurify, ○ the others. Dashed: the floor, hatched its interval.</figcaption></figure>`;
}

function line({ defence, asr, asrDefended }: EvidenceRow, y: number): Html {
  const isOurs = defence === 'codepurify';
  const at = x(asrDefended / 100);
  const fill = isOurs ? 'currentColor' : 'var(--page)';
  return html`<text x="${NAMES_END}" y="${y + 9}" text-anchor="end">${DEFENCE_WORDS[defence]} ${one(asrDefended)}</text><path d="M${x(asr.low)} ${y + 5}H${x(asr.high)}" stroke-width="${isOurs ? 3 : 1.5}"/><circle cx="${at}" cy="${y + 5}" r="4.5" fill="${fill}" stroke-width="1.5"/>
`;
}
