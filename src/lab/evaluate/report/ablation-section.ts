import { type Html, html } from '../../../scan/report/html.ts';
import type { AblationEvidence } from '../evidence/ablation/schema.ts';
import { SWEEPS, type Sweep } from '../evidence/ablation/setting.ts';
import { ablationPlot } from './ablation-plot.ts';
import { ablationTables } from './ablation-tables.ts';
import { SWEEP_WORDS, settingName } from './ablation-words.ts';
import { aboutAblation } from './about.ts';
import { rocLegend, rocPlot } from './roc-plot.ts';
import type { Table } from './tables.ts';

/** What an ablation says, its plots, then its tables. */
export function ablationSection(
  ablation: AblationEvidence,
  compiler: string | null,
  choices: Html,
  drawn: (table: Table) => Html,
): Html {
  const plots = SWEEPS.map((sweep) => {
    const dots = ablationPlot(ablation.settings.filter((setting) => setting.sweep === sweep));
    const roc = rocPlots(ablation, sweep);
    return dots === undefined && roc === undefined
      ? undefined
      : html`<h4>${SWEEP_WORDS[sweep]}</h4>${dots}${roc}`;
  });
  return html`<h3 class="part">Which setting</h3><p>${aboutAblation(ablation)}. In the plots ● is the share of the effective attacks that is caught, all attacks together, □ (dashed) that of the clean functions that is called poisoned, each with its 95% interval; the number is that of ●.</p>${choices}${plots}${ablationTables(ablation, compiler).map(drawn)}`;
}

function rocPlots({ curves }: AblationEvidence, sweep: Sweep): Html | undefined {
  const own = curves.filter((curve) => curve.sweep === sweep);
  if (own.length === 0) return undefined;
  const lines = own
    .toSorted((a, b) => Number(b.isShipped) - Number(a.isShipped))
    .map((curve) => ({ ...curve, name: settingName({ name: curve.setting, isShipped: curve.isShipped }) }));
  const names = [...new Set(lines.map(({ name }) => name))];
  return html`${rocLegend(names)}<div class="plots">${Array.from(
    Map.groupBy(lines, ({ attack }) => attack),
    ([attack, some]) => rocPlot(attack, names, some),
  )}</div>`;
}
