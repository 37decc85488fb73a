import { span } from '../../scan/report/fenced.ts';
import { oneLine } from '../../scan/report/one-line.ts';
import { table } from '../../scan/report/table.ts';
import type { SanitizeReport } from './report.ts';
import { coverageLines, evidence, headline, partial, wording } from './words.ts';

const MOST_ROWS = 200;
const LONGEST = 120;

/** For a page or a comment. All that comes from the training set stands in code spans. */
export function markdown(report: SanitizeReport): string {
  const { triggers, unconfirmed, input, victim } = report;
  const part = partial(report);
  const blocks = [
    `## ${headline(report)}`,
    `${span(input)}, asked of ${span(victim.name)}.`,
    ...(part === undefined ? [] : [`**${part}**`]),
    ...(triggers.length > 0 ? [table(['trigger', 'kind', 'evidence'], rowsOf(report))] : []),
    ...(unconfirmed.length > 0
      ? [
          '### Flagged, but no trigger by the test: kept',
          table(
            ['text', 'kind', 'lines', 'rows that have it'],
            unconfirmed
              .slice(0, MOST_ROWS)
              .map(({ kind, text, lines, carried }) => [
                span(oneLine(text, LONGEST)),
                kind,
                lines.slice(0, 5).join(', ') + (lines.length > 5 ? ', …' : ''),
                carried.toLocaleString('en'),
              ]),
          ),
          ...(unconfirmed.length > MOST_ROWS ? [`And ${unconfirmed.length - MOST_ROWS} more.`] : []),
        ]
      : []),
    '### Coverage',
    coverageLines(report, span)
      .map((line) => `- ${line}`)
      .join('\n'),
  ];
  return `${blocks.join('\n\n')}\n`;
}

function rowsOf({ triggers }: SanitizeReport): string[][] {
  return triggers.slice(0, MOST_ROWS).map((trigger) => {
    const { text, more } = wording(trigger);
    return [span(oneLine(text, LONGEST)) + more, trigger.kind, evidence(trigger)];
  });
}
