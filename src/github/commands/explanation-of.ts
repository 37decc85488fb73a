import { evidence, foundInWords } from '../../review/evidence.ts';
import type { Finding } from '../../review/finding.ts';
import { COMMENT_LIMIT, withinLimit } from '../../review/within-limit.ts';
import { bar } from '../../scan/report/bar.ts';
import { diffText } from '../../scan/report/diff-text.ts';
import { fenced } from '../../scan/report/fenced.ts';
import { oneLine } from '../../scan/report/one-line.ts';
import type { PoisonedVerdict } from '../../scan/verdict.ts';

const MOST_ELEMENTS = 200;
const MOST_OF_DIFF = 12_000;
const BAR = 30;

/** Everything that is known of a finding, as Markdown: the suspicion of every element, and the replacement. */
export function explanationOf({ verdict, code }: Finding, head: string): string {
  const { elements, purification } = verdict;
  const diff = purification && diffText(code, purification.code);
  return withinLimit(
    {
      head: [`${foundInWords(verdict)} (commit ${head.slice(0, 12)})`],
      sections: [
        ...evidence(verdict),
        folded(`Suspicion of all ${elements.length} elements`, fenced(bars(verdict), 'text')),
        ...(diff !== undefined && diff.length <= MOST_OF_DIFF
          ? [folded('The replacement', fenced(diff, 'diff'))]
          : []),
      ].map((part) => () => part),
      left: () => 'The rest is too long to be shown here: `codepurify explain` shows it in a terminal.',
      tail: [
        '<sub>Suspicion: how much the probability of the answer changes when the element is taken away.</sub>',
      ],
    },
    // The marker of the answer stands above it.
    COMMENT_LIMIT - 1_000,
  );
}

/** Without `open` the reader unfolds it. The empty line makes GitHub read Markdown within. */
function folded(title: string, block: string): string {
  return `<details>\n<summary>${title}</summary>\n\n${block}\n\n</details>`;
}

function bars({ elements, trigger }: PoisonedVerdict): string {
  const largest = Math.max(1, elements[0]?.suspicion ?? 1);
  const shown = elements.slice(0, MOST_ELEMENTS);
  const kinds = shown.reduce((most, { kind }) => Math.max(most, kind.length), 0);
  const rows = shown.map(({ kind, text, suspicion }) => {
    const mark = kind === trigger.kind && text === trigger.text ? '  ◀ trigger' : '';
    return `${bar(suspicion / largest, BAR)} ${suspicion.toFixed(3).padStart(6)}  ${kind.padEnd(kinds)}  ${oneLine(text, 80)}${mark}`;
  });
  const left = elements.length - shown.length;
  return [...rows, ...(left > 0 ? [`and ${left.toLocaleString('en')} more, less suspicious`] : [])].join(
    '\n',
  );
}
