import { answer } from '../../../scan/report/answer.ts';
import { diffText } from '../../../scan/report/diff-text.ts';
import { fenced, span } from '../../../scan/report/fenced.ts';
import { table } from '../../../scan/report/table.ts';
import { EFFECT_WORDS, isAttack } from './effect-words.ts';
import { exampleInWords } from './example-words.ts';
import { headline } from './headline.ts';
import { LIMITS, notes } from './notes.ts';
import type { AttackRow, Example, RedTeamReport } from './red-team-report.ts';
import { sentences } from './sentences.ts';
import { inPercent, ofAll } from './share-words.ts';

/** For a summary page. All that comes from the functions stands in code spans and fences. */
export function markdown(report: RedTeamReport): string {
  const { victim, language, plain } = report;
  const shares = (row: AttackRow) => [row.caught, row.named, row.undone];
  const blocks = [
    `## ${headline(report)}`,
    `Victim ${span(victim.name)}, ${victim.task}, ${language}.`,
    ...sentences(report).map(escaped),
    ...(report.attacks.length > 0
      ? [
          table(
            ['trigger', 'took it', 'turned', 'harmless', 'effect', 'caught', 'named', 'undone'],
            report.attacks.map((row) => [
              row.attack,
              row.took.toLocaleString('en'),
              ...[row.effective, row.harmless].map(cell),
              EFFECT_WORDS[row.effect],
              ...shares(row).map((share) => (isAttack(row.effect) ? cell(share) : '–')),
            ]),
          ),
        ]
      : []),
    notes(report)
      .map(([term, meaning]) => `- *${term}*: ${escaped(meaning)}`)
      .join('\n'),
    LIMITS,
    ...(plain && plain.findings.length > 0
      ? [
          '### Flagged as they are',
          plain.findings
            .map(({ file, name, startLine }) => `- ${span(name)} in ${span(`${file}:${startLine}`)}`)
            .join('\n'),
        ]
      : []),
    ...report.attacks.flatMap(({ attack, effect, example }) =>
      example && isAttack(effect) ? shown(attack, example) : [],
    ),
    ...(report.errors.length > 0
      ? [
          '### Not read',
          table(
            ['file', 'why'],
            report.errors.map(({ file, message }) => [span(file), span(message)]),
          ),
        ]
      : []),
  ];
  return `${blocks.join('\n\n')}\n`;
}

function shown(attack: string, example: Example): string[] {
  const { verdict, planted, before, after, code } = example;
  const purification = verdict.verdict === 'poisoned' ? verdict.purification : undefined;
  return [
    `### ${attack} in ${span(verdict.name)} of ${span(verdict.file)}`,
    fenced(planted.text, verdict.language),
    [
      `- Answer: ${answer(before)}; with the trigger ${answer(after)}${purification ? `; purified ${answer(purification.prediction)}` : ''}`,
      `- Defence: ${exampleInWords(example)}`,
    ].join('\n'),
    ...(purification ? [fenced(diffText(code, purification.code), 'diff')] : []),
  ];
}

function cell(share: AttackRow['caught']): string {
  return share.of === 0 ? '–' : `${ofAll(share)}, ${inPercent(share)}`;
}

/** A label of a victim's own may stand in these sentences. */
function escaped(text: string): string {
  return text.replace(/[\\`*_{}[\]<>#|~&@]/g, (sign) => `&#${sign.codePointAt(0)};`);
}
