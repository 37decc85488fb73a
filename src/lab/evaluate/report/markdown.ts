import { span } from '../../../scan/report/fenced.ts';
import { oneLine } from '../../../scan/report/one-line.ts';
import { table } from '../../../scan/report/table.ts';
import type { Evidence } from '../evidence/evidence.ts';
import { about, aboutScenario, besidePaper } from './about.ts';
import { findings } from './findings.ts';
import { tables } from './tables.ts';
import { terms } from './terms.ts';
import { trainingTables } from './training-table.ts';

/** The evidence as a Markdown page. */
export function markdown(evidence: Evidence): string {
  const { title, command, scenarios, rows, training, missing } = evidence;
  const blocks = [
    `# ${escaped(title)}`,
    `Written by ${span(command)}; do not edit. The plots are in [evidence.html](evidence.html), the numbers in [evidence.json](evidence.json).`,
    `${escaped(about(evidence))}.`,
    '## In short',
    findings(evidence)
      .map((sentence) => `- ${escaped(sentence)}`)
      .join('\n'),
    '## How to read this',
    terms(evidence)
      .map(([term, meaning]) => `- *${escaped(term)}*: ${escaped(meaning)}.`)
      .join('\n'),
    ...scenarios.flatMap((scenario) => {
      const own = rows.filter((row) => row.scenario === scenario.name);
      return [
        `## ${scenario.name}`,
        `${escaped(aboutScenario(scenario))}.`,
        ...[besidePaper(scenario)].flatMap((text) => (text === undefined ? [] : [`${escaped(text)}.`])),
        ...[
          ...tables(own),
          ...trainingTables(training.filter((row) => row.scenario === scenario.name)),
        ].flatMap((one) => [
          `### ${one.title}`,
          table(
            one.head.map(escaped),
            one.rows.map((row) => row.map(escaped)),
          ),
        ]),
      ];
    }),
    ...(missing.length > 0
      ? [
          '## Not there',
          missing
            .map(
              ({ scenario, defence, reason }) =>
                `- ${[scenario, defence].filter(Boolean).join(', ')}: ${escaped(reason)}.`,
            )
            .join('\n'),
        ]
      : []),
  ];
  return `${blocks.join('\n\n')}\n`;
}

/** On one line, and no Markdown is alive in it. */
function escaped(text: string): string {
  return oneLine(text, 4_000).replace(
    /[\\`*{}[\]<>#|~&@]|(?<!\w)_|_(?!\w)/g,
    (sign) => `&#${sign.codePointAt(0)};`,
  );
}
