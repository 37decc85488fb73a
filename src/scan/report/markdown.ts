import type { JudgedFunction, ScanResult } from '../scan-result.ts';
import type { PoisonedVerdict } from '../verdict.ts';
import { answer } from './answer.ts';
import { diffText } from './diff-text.ts';
import { fenced, span } from './fenced.ts';
import { headline } from './headline.ts';
import { oneLine } from './one-line.ts';
import { table } from './table.ts';
import { besideItself, effectInWords, elsewhere, howSure, kindInWords, scoreInWords } from './words.ts';

const TOP_ELEMENTS = 5;

/** For a summary page or a comment. All that comes from the scanned code stands in code spans and fences. */
export function markdown(scan: ScanResult): string {
  const findings = scan.functions.flatMap((judged) =>
    judged.verdict.verdict === 'poisoned' ? [{ judged, verdict: judged.verdict }] : [],
  );
  const { seen, inspected, skipped } = scan.coverage;

  const blocks = [
    `## ${headline(scan)}`,
    ...(scan.interrupted ? ['**Interrupted**: what was not inspected yet is not in this report.'] : []),
    ...findings.flatMap(({ judged, verdict }) => finding(judged, verdict)),
    '### Coverage',
    table(
      ['', 'count'],
      [
        ['seen', seen.toLocaleString('en')],
        ['inspected', inspected.toLocaleString('en')],
        ...Object.entries(skipped).map(([reason, count]) => [
          `skipped: ${span(reason)}`,
          count.toLocaleString('en'),
        ]),
      ],
    ),
    ...(scan.errors.length > 0
      ? [
          '### Not inspected',
          table(
            ['file', 'why'],
            scan.errors.map(({ file, message }) => [span(file), span(message)]),
          ),
        ]
      : []),
  ];
  return `${blocks.join('\n\n')}\n`;
}

function finding(judged: JudgedFunction, verdict: PoisonedVerdict): string[] {
  const { trigger, prediction, purification, pairedWith } = verdict;
  const lines =
    trigger.startLine === trigger.endLine
      ? `line ${trigger.startLine}`
      : `lines ${trigger.startLine}–${trigger.endLine}`;
  const after = purification?.prediction;
  return [
    `### ${span(verdict.name)} in ${span(`${verdict.file}:${verdict.startLine}`)}`,
    `What ${span(verdict.victim)} says of this function rests on one ${kindInWords(trigger.kind)}, ${lines}:`,
    fenced(trigger.text, verdict.language),
    ...(pairedWith
      ? [
          besideItself(verdict)
            ? 'It was compared with itself: not even taken for its own copy.'
            : `It was compared with ${span(pairedWith.name)} in ${span(`${pairedWith.file}:${pairedWith.startLine}`)}.`,
        ]
      : []),
    [
      `- How sure: ${howSure(verdict)} (${scoreInWords(verdict)})`,
      ...elsewhere(verdict).map((words) => `- Elsewhere: ${words}`),
      `- Answer: ${answer(prediction)}${after ? `; without the trigger: ${answer(after)}` : ''}`,
      `- Replacement: ${effectInWords(verdict)}`,
    ].join('\n'),
    table(
      ['suspicion', 'element', 'text'],
      verdict.elements
        .slice(0, TOP_ELEMENTS)
        .map((element) => [element.suspicion.toFixed(2), element.kind, span(oneLine(element.text, 80))]),
    ),
    ...(purification ? [fenced(diffText(judged.code, purification.code), 'diff')] : []),
  ];
}
