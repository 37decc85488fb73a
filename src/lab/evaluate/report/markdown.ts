import { span } from '../../../scan/report/fenced.ts';
import { oneLine } from '../../../scan/report/one-line.ts';
import { table } from '../../../scan/report/table.ts';
import type { Evidence } from '../evidence/evidence.ts';
import { ablationTables } from './ablation-tables.ts';
import { about, aboutAblation, aboutScenario, besidePaper } from './about.ts';
import { choices, choicesOf } from './choices.ts';
import { findings } from './findings.ts';
import { misses } from './misses.ts';
import { overview } from './overview.ts';
import { type Table, tables } from './tables.ts';
import { terms } from './terms.ts';
import { trainingTables } from './training-table.ts';

/** The evidence as a Markdown page. */
export function markdown(evidence: Evidence): string {
  const { title, command, scenarios, rows, training, ablations, missing } = evidence;
  const lost = findings(evidence).filter(({ notIn }) => notIn.length > 0);
  const blocks = [
    `# ${escaped(title)}`,
    `Written by ${span(command)}; do not edit. The plots are in [evidence.html](evidence.html), the numbers in [evidence.json](evidence.json).`,
    `${escaped(about(evidence))}.`,
    '## In short',
    listed(findings(evidence).map(({ claim }) => claim)),
    ...(choices(evidence).length > 0 ? ['## Which setting', listed(choices(evidence))] : []),
    '## What it misses',
    listed(misses(evidence)),
    ...(lost.length > 0
      ? [
          '## Where it loses',
          lost.map(({ claim, notIn }) => `- ${escaped(claim)}. Not in:\n${listed(notIn, '  ')}`).join('\n'),
        ]
      : []),
    ...(rows.length > 0 ? drawn(overview(evidence), '##') : []),
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
          ...tables(own, scenario),
          ...trainingTables(training.filter((row) => row.scenario === scenario.name)),
        ].flatMap((one) => drawn(one)),
        ...ablations
          .filter((ablation) => ablation.scenario === scenario.name)
          .flatMap((ablation) => [
            `### Which setting, ${scenario.name}`,
            `${escaped(aboutAblation(ablation))}.`,
            listed(choicesOf(ablation, evidence.settings)),
            ...ablationTables(ablation, scenario.compiler).flatMap((one) => drawn(one, '####')),
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

function drawn({ title, head, rows }: Table, level = '###'): readonly string[] {
  return [
    `${level} ${escaped(title)}`,
    table(
      head.map(escaped),
      rows.map((row) => row.map(escaped)),
    ),
  ];
}

/** Sentences without their full stops. */
function listed(sentences: readonly string[], indent = ''): string {
  return sentences.map((sentence) => `${indent}- ${escaped(sentence)}.`).join('\n');
}

/** On one line, and no Markdown is alive in it. */
function escaped(text: string): string {
  return oneLine(text, 4_000).replace(
    // The last three begin a list, or a link that nobody wrote.
    /[\\`*{}[\]<>#|~&@]|(?<!\w)_|_(?!\w)|^[-+](?=\s)|(?<=^\d{1,9})[.)](?=\s)|:(?=\/\/)|(?<=\bwww)\./gi,
    (sign) => `&#${sign.codePointAt(0)};`,
  );
}
