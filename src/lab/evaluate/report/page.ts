import { type Html, html } from '../../../scan/report/html.ts';
import { oneLine } from '../../../scan/report/one-line.ts';
import { standalonePage } from '../../standalone-page.ts';
import type { Curve, Evidence } from '../evidence/evidence.ts';
import { ablationSection } from './ablation-section.ts';
import { about, aboutScenario, besidePaper } from './about.ts';
import { asrPlot } from './asr-plot.ts';
import { DEFENCE_WORDS } from './cells.ts';
import { choices, choicesOf } from './choices.ts';
import { findings } from './findings.ts';
import { glancePlots } from './glance-plots.ts';
import { misses } from './misses.ts';
import { overview } from './overview.ts';
import { type RocLine, rocLegend, rocPlot } from './roc-plot.ts';
import { type Table, tables } from './tables.ts';
import { terms } from './terms.ts';
import { trainingTables } from './training-table.ts';

const STYLE = `
svg { max-width: 100%; height: auto; }
svg text { stroke: none; font-size: 12px; }
figcaption { font-size: .85rem; }
svg text.name { fill: var(--text); font-weight: 600; }
.plots { display: flex; flex-wrap: wrap; gap: 1rem; }
.legend { break-after: avoid; }
.legend span { display: inline-flex; align-items: center; gap: .3rem; margin-right: 1.2rem; }
td, th { font-size: .85rem; }
tbody th { white-space: nowrap; font-weight: 500; }
h3.part { font-size: 1.15rem; margin-top: 2rem; border-top: 2px solid var(--line); padding-top: 1rem; }
h3 { margin-top: 1.4rem; }
h4 { margin: 1.4rem 0 .2rem; }
@media print { .plot svg { width: auto; height: auto; max-width: 100%; } td, th { font-size: .7rem; } tbody th { white-space: normal; } .plots .plot svg { width: 170px; } .plots { gap: .6rem; } .legend svg { width: 44px; height: 10px; } }
`;

/** A page that stands for itself: no script, nothing loaded. */
export function page(evidence: Evidence): string {
  const { title, command, missing } = evidence;
  const shown = oneLine(title, 200);
  const lost = findings(evidence).filter(({ notIn }) => notIn.length > 0);
  return standalonePage(
    shown,
    STYLE,
    html`<header><h1>${shown}</h1><p class="soft">Written by <code>${oneLine(command, 400)}</code></p></header>
<main>
${listed(findings(evidence).map(({ claim }) => claim))}
${evidence.rows.length > 0 && glancePlots(evidence.rows)}
${choices(evidence).length > 0 && html`<h2>Which setting</h2>${listed(choices(evidence))}`}
<h2>What it misses</h2>
${listed(misses(evidence))}
${lost.length > 0 && html`<h2>Where it loses</h2><ul>${lost.map(({ claim, notIn }) => html`<li>${claim}. Not in:${listed(notIn)}</li>`)}</ul>`}
${evidence.rows.length > 0 && drawnTable(overview(evidence))}
${evidence.scenarios.map((scenario) => section(scenario, evidence))}
<h2>How to read this</h2>
<dl>${terms(evidence).map(([term, meaning]) => html`<dt>${term}</dt><dd>${meaning}</dd>`)}</dl>
${missing.length > 0 && html`<h2>Not there</h2><ul>${missing.map(({ scenario, defence, reason }) => html`<li>${[scenario, defence].filter(Boolean).join(', ')}: ${reason}</li>`)}</ul>`}
</main>
<footer><p class="soft">${about(evidence)}</p></footer>`,
  );
}

/** Sentences without their full stops. */
function listed(sentences: readonly string[]): Html {
  return html`<ul>${sentences.map((sentence) => html`<li>${sentence}.</li>`)}</ul>`;
}

function section(
  scenario: Evidence['scenarios'][number],
  { rows, curves, training, ablations, settings }: Evidence,
): Html {
  const own = rows.filter((row) => row.scenario === scenario.name);
  const drawn = Map.groupBy(
    curves.filter((curve) => curve.scenario === scenario.name),
    ({ attack }) => attack,
  );
  const named = Array.from(drawn.values()).flatMap((some) => some.map(({ defence }) => defence));
  const defences = [...new Set(named)].map((defence) => DEFENCE_WORDS[defence]);
  const beside = besidePaper(scenario);
  return html`<section><h2>${scenario.name}</h2>
<p>${oneLine(aboutScenario(scenario), 1_000)}</p>
${beside && html`<p>${oneLine(beside, 1_000)}</p>`}
${asrPlot(own)}
${drawn.size > 0 && html`<h3>ROC, effective attacks</h3>${rocLegend(defences)}<div class="plots">${Array.from(drawn, ([attack, some]) => rocPlot(attack, defences, some.map(lineOf)))}</div>`}
${tables(own, scenario).map(drawnTable)}
${trainingTables(training.filter((row) => row.scenario === scenario.name)).map(drawnTable)}
${ablations.filter((ablation) => ablation.scenario === scenario.name).map((ablation) => ablationSection(ablation, scenario.compiler, listed(choicesOf(ablation, settings)), drawnTable))}
</section>`;
}

function lineOf({ defence, points }: Curve): RocLine {
  return { name: DEFENCE_WORDS[defence], points };
}

function drawnTable({ title, head, rows }: Table): Html {
  return html`<h3>${title}</h3><div class="wide"><table>
<thead><tr>${head.map((cell) => html`<th scope="col">${cell}</th>`)}</tr></thead>
<tbody>${rows.map(
    ([
      first = '',
      ...rest
    ]) => html`<tr><th scope="row">${first}</th>${rest.map((cell) => html`<td>${cell}</td>`)}</tr>
`,
  )}</tbody>
</table></div>`;
}
