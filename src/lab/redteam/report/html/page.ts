import { type Html, html } from '../../../../scan/report/html.ts';
import { oneLine } from '../../../../scan/report/one-line.ts';
import { counted, howSure, percent } from '../../../../scan/report/words.ts';
import { standalonePage } from '../../../standalone-page.ts';
import { headline } from '../headline.ts';
import { LIMITS, notes } from '../notes.ts';
import type { RedTeamReport } from '../red-team-report.ts';
import { sentences } from '../sentences.ts';
import { attackTable } from './attack-table.ts';
import { exampleArticle } from './example-article.ts';

/** A page that stands for itself: no script, nothing loaded, all that comes from the functions escaped. */
export function page(report: RedTeamReport): string {
  const { victim, language, attacks, interrupted } = report;
  const name = oneLine(victim.name, 80);
  const examples = attacks.map(exampleArticle).filter((article) => article !== undefined);
  const said = sentences(report).map((sentence, at) =>
    interrupted && at === 0 ? html`<p class="warning">${sentence}</p>` : html`<p>${sentence}</p>`,
  );
  return standalonePage(
    `Red team: ${name}`,
    '',
    html`<header>
<h1>${headline(report)}</h1>
<p class="soft">Red team of ${name}: ${victim.task}, ${language}</p>
</header>
<main>
${said}
${attacks.length > 0 && html`<h2>Triggers</h2>${attackTable(attacks)}`}
<h2>How to read this</h2>
<dl>${notes(report).map(([term, meaning]) => html`<dt>${term}</dt><dd>${meaning}</dd>`)}</dl>
<p>${LIMITS}</p>
${examples.length > 0 && html`<h2>One example a trigger</h2><p class="soft">The first turned function that was caught; the first of all where none was.</p>${examples}`}
${findings(report)}
${errors(report)}
</main>
<footer><h2>Of what this was made</h2>${provenance(report)}</footer>`,
  );
}

function findings({ plain }: RedTeamReport): Html | undefined {
  if (plain === undefined || plain.findings.length === 0) return undefined;
  const rows = plain.findings.map((verdict) => {
    const [text, sure] =
      verdict.verdict === 'poisoned' ? [oneLine(verdict.trigger.text, 120), howSure(verdict)] : ['', ''];
    return html`<tr><th scope="row" class="long"><code>${oneLine(verdict.name, 80)}</code></th><td class="long">${oneLine(verdict.file, 200)}:${verdict.startLine}</td><td class="long"><code>${text}</code></td><td>${sure}</td></tr>
`;
  });
  return html`<h2>Flagged as they are</h2><div class="wide"><table>
<thead><tr><th scope="col">Function</th><th scope="col">Where</th><th scope="col">What is named</th><th scope="col">How sure</th></tr></thead>
<tbody>${rows}</tbody></table></div>`;
}

function errors({ errors: all }: RedTeamReport): Html | undefined {
  if (all.length === 0) return undefined;
  return html`<h2>Not read</h2><ul>${all.map(({ file, message }) => html`<li>${oneLine(file, 200)}: ${oneLine(message, 300)}</li>`)}</ul>`;
}

function provenance({ victim, tool, settings, skipped }: RedTeamReport): Html {
  const { statistic, kinds, effort, falseAlarmRate, threshold, seed, infill } = settings;
  const rows: readonly (readonly [string, string])[] = [
    ['Victim', `${oneLine(victim.name, 80)}, SHA-256 of its files ${victim.sha256}`],
    ['Program', `${tool.name} ${tool.version}`],
    ['Seed', String(seed)],
    [
      'Defence',
      [
        statistic,
        threshold === undefined ? `false-alarm rate ${percent(falseAlarmRate)}` : `threshold ${threshold}`,
        `effort ${effort}`,
        kinds.join(' and '),
        infill ? 'names and statements proposed by a language model' : 'plain names only',
      ].join(', '),
    ],
    ...Object.entries(skipped).map(
      ([reason, count]) => ['Passed over', `${counted(count, 'file')}: ${reason}`] as const,
    ),
  ];
  return html`<dl>${rows.map(([term, meaning]) => html`<dt>${term}</dt><dd>${meaning}</dd>`)}</dl>`;
}
