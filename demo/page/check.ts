import { type Html, html } from '../../src/scan/report/html.ts';
import { oneLine } from '../../src/scan/report/one-line.ts';
import { visible } from '../../src/scan/report/visible.ts';
import type { Annotation, CheckRun } from '../github/world/check.ts';
import { markdown } from './markdown.ts';
import type { ShownPull } from './shown.ts';

const SIGNS = {
  success: ['✓', 'good'],
  failure: ['✗', 'bad'],
  neutral: ['■', 'plain'],
  skipped: ['⊘', 'plain'],
  cancelled: ['⊘', 'plain'],
  timed_out: ['✗', 'bad'],
  action_required: ['!', 'bad'],
  stale: ['⊘', 'plain'],
} as const;

/** The newest check of the head, with its buttons and annotations. */
export function check(shown: ShownPull): Html {
  const { pull } = shown;
  const run = pull.checkRuns.at(-1);
  const head = html`<code>${pull.head.slice(0, 7)}</code>`;
  if (run === undefined) {
    return html`<h2 id="check-title">Check</h2><p class="state wait"><span class="sign wait" aria-hidden="true"></span><span>Waiting for a check of ${head}</span></p>`;
  }
  const { conclusion, name, output, annotations } = run;
  const [sign, mood] = conclusion === undefined ? ['', 'wait'] : SIGNS[conclusion];
  return html`<h2 id="check-title">Check</h2>
<p class="state ${mood}"><span class="sign ${mood}" aria-hidden="true">${sign}</span><span><b>${name}</b> <span class="tag ${mood}">${conclusion ?? 'in progress'}</span> at ${head}<br>${output.title}</span></p>
${buttons(shown, run)}
${annotations.length > 0 && html`<h3>Annotations</h3><ul class="annotations">${annotations.map(annotation)}</ul>`}
${output.summary !== undefined && html`<details class="summary" id="check-summary"><summary>Summary of the check</summary><div class="markdown">${markdown([output.summary, output.text ?? ''].join('\n\n'))}</div></details>`}
${earlier(shown, run)}`;
}

function buttons({ path }: ShownPull, { id, status, actions }: CheckRun): Html | undefined {
  if (status !== 'completed') return undefined;
  const run = html`<input type="hidden" name="run" value="${id}">`;
  const pressed = actions.map(
    ({ identifier, description, label }) =>
      html`<button id="press-${identifier}" name="button" value="${identifier}" title="${description}">${label}</button>`,
  );
  return html`<div class="buttons"><form method="post" action="${path}/press" aria-label="What the check offers">${run}${pressed}</form>
<form method="post" action="${path}/rerun">${run}<button id="rerun">Re-run</button></form></div>`;
}

function annotation({ path, start_line, end_line, annotation_level, title, message }: Annotation): Html {
  const lines = start_line === end_line ? `${start_line}` : `${start_line} to ${end_line}`;
  return html`<li class="${annotation_level}"><p><a href="#file-${path}"><code>${path}:${lines}</code></a> <span class="tag">${annotation_level}</span></p><p><b>${title}</b></p><pre tabindex="0">${visible(message)}</pre></li>`;
}

/** The runs before it, of whatever commit. */
function earlier({ repository, pull }: ShownPull, newest: CheckRun): Html | undefined {
  const runs = repository.checkRuns.filter(
    (run) => run !== newest && run.externalId === String(pull.number) && run.conclusion !== undefined,
  );
  if (runs.length === 0) return undefined;
  const rows = runs.toReversed().map(({ conclusion, output, suite }) => {
    const [sign, mood] = SIGNS[conclusion ?? 'neutral'];
    return html`<li><span class="sign ${mood}" aria-hidden="true">${sign}</span> <code>${suite.headSha.slice(0, 7)}</code> ${conclusion}: ${oneLine(output.title ?? '', 80)}</li>`;
  });
  return html`<h3>Earlier</h3><ul class="earlier">${rows}</ul>`;
}
