import { type Html, html } from '../../../scan/report/html.ts';
import type { EvidenceRow } from '../evidence/evidence.ts';
import { NAMES_END, PLOT_WIDTH, percentAxis, x } from './percent-axis.ts';

const LINE = 17;

/**
 * A plot for each task, a line for each cell: ASR as a hollow circle, ASR_D of effort full as a filled one with its
 * interval, the floor as an upright stroke, the paper's ASR_D as a diamond.
 */
export function glancePlots(rows: readonly EvidenceRow[]): Html {
  const tasks = Map.groupBy(rows, ({ task }) => task);
  return html`<p>Attacks that succeed: ○ without a defence, ● behind CodePurify, effort full, with 95% intervals; upright stroke: the floor; ◇ the paper's CodePurify.</p>
${Array.from(tasks, ([task, own]) => taskPlot(task, own))}`;
}

function taskPlot(task: string, rows: readonly EvidenceRow[]): Html {
  const scenarios = Map.groupBy(rows, ({ scenario }) => scenario);
  let top = 6;
  const drawn = Array.from(scenarios, ([scenario, own]) => {
    const cells = own.filter(({ defence }) => defence === 'none');
    const ours = new Map(own.flatMap((row) => (row.defence === 'codepurify' ? [[row.attack, row]] : [])));
    const from = top + LINE;
    top = from + cells.length * LINE + 8;
    return html`<text class="name" x="4" y="${from - 5}">${scenario}</text>
${cells.map((none, at) => line(none, ours.get(none.attack), from + at * LINE))}`;
  });
  return html`<figure class="plot"><svg width="${PLOT_WIDTH}" height="${top + 20}" viewBox="0 0 ${PLOT_WIDTH} ${top + 20}" role="img" aria-label="ASR and ASR_D of each cell; the numbers are in the table below" stroke="currentColor">
${percentAxis(top)}
${drawn}
</svg><figcaption>${task}</figcaption></figure>`;
}

function line(none: EvidenceRow, ours: EvidenceRow | undefined, y: number): Html {
  const middle = y + 5;
  const floor = x(none.floor.count / Math.max(1, none.floor.of));
  return html`<text x="${NAMES_END}" y="${y + 9}" text-anchor="end">${none.attack}</text><circle cx="${x(none.asrDefended / 100)}" cy="${middle}" r="4.5" fill="var(--page)" stroke-width="1.5"/><path d="M${floor} ${y - 2}V${y + 12}" stroke-width="1.5"/>${ours && defended(ours, middle)}
`;
}

function defended({ asr, asrDefended, paper }: EvidenceRow, y: number): Html {
  const theirs = paper && x(paper.asrDefended / 100);
  return html`<path d="M${x(asr.low)} ${y}H${x(asr.high)}" stroke-width="3"/><circle cx="${x(asrDefended / 100)}" cy="${y}" r="4.5" fill="currentColor"/>${theirs !== undefined && html`<path d="M${theirs - 5} ${y}l5 -5l5 5l-5 5z" fill="var(--page)" stroke-width="1.5"/>`}`;
}
