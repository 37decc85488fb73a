import type { Prediction } from '../../../../defense/outcome.ts';
import { type Html, html } from '../../../../scan/report/html.ts';
import { oneLine } from '../../../../scan/report/one-line.ts';
import { effectInWords, kindInWords, percent } from '../../../../scan/report/words.ts';
import { isAttack } from '../effect-words.ts';
import { exampleInWords } from '../example-words.ts';
import type { AttackRow } from '../red-team-report.ts';
import { codeLines } from './code-lines.ts';
import { diffLines } from './diff-lines.ts';

/** One function that a trigger turned, where that is the trigger's doing: what was planted, what the victim says, what the defence makes of it. */
export function exampleArticle({ attack, effect, example }: AttackRow): Html | undefined {
  if (example === undefined || !isAttack(effect)) return undefined;
  const { code, planted, before, after, verdict } = example;
  const poisoned = verdict.verdict === 'poisoned' ? verdict : undefined;
  const purification = poisoned?.purification;
  return html`<article>
<h3>${attack}</h3>
<p class="soft"><code>${oneLine(verdict.name, 120)}</code> in ${oneLine(verdict.file, 200)}:${verdict.startLine}</p>
<dl>
<dt>As it was</dt><dd>${answer(before)}</dd>
<dt>With the trigger</dt><dd>${answer(after)}</dd>
${purification && html`<dt>Purified</dt><dd>${answer(purification.prediction)}</dd>`}
<dt>Defence</dt><dd>${exampleInWords(example)}</dd>
${poisoned && html`<dt>It names</dt><dd>the ${kindInWords(poisoned.trigger.kind)} <code>${oneLine(poisoned.trigger.text, 200)}</code></dd>`}
${poisoned && html`<dt>It offers</dt><dd>${effectInWords(poisoned)}</dd>`}
</dl>
<figure><figcaption>The function with the trigger in it; what was planted is underlined.</figcaption>${codeLines(code, planted.ranges)}</figure>
${purification && html`<figure><figcaption>From that to the purified function: - is taken out, + is put in.</figcaption>${diffLines(code, purification.code)}</figure>`}
</article>
`;
}

function answer({ label, confidence }: Prediction): Html {
  return html`<code>${oneLine(label, 200)}</code> ${percent(confidence)}`;
}
