import { oneLine } from '../../../scan/report/one-line.ts';
import { coloured, plain } from '../../../scan/report/paint.ts';
import type { Screen } from '../../../scan/report/terminal.ts';
import { EFFECT_WORDS, isAttack } from './effect-words.ts';
import { headline } from './headline.ts';
import { LIMITS, notes } from './notes.ts';
import type { AttackRow, RedTeamReport } from './red-team-report.ts';
import { sentences } from './sentences.ts';
import { ofAll, range } from './share-words.ts';

const HEAD = ['trigger', 'took it', 'turned', 'harmless', 'effect', 'caught', 'named', 'undone'];
const WIDTHS = [25, 8, 11, 11, 17, 11, 11, 11];

/** For people: a line an attack, with the 95% intervals below the counts. */
export function terminal(report: RedTeamReport, screen: Screen): string {
  const paint = screen.colour ? coloured : plain;
  const width = Math.min(Math.max(screen.width, 72), 120);
  const { victim, language } = report;
  const rows = report.attacks.flatMap((row) => {
    const [first, second] = cells(row);
    return [line(first), paint('dim', line(second))];
  });
  const findings = (report.plain?.findings ?? []).map(({ file, name, startLine }) =>
    oneLine(`  flagged as it is: ${name || 'a function without a name'} in ${file}:${startLine}`, width),
  );
  return `${[
    paint('bold', headline(report)),
    paint('dim', oneLine(`${victim.name}, ${victim.task}, ${language}`, width)),
    '',
    ...(rows.length > 0 ? [paint('dim', line(HEAD)), ...rows, ''] : []),
    ...sentences(report).flatMap((sentence) => wrapped(sentence, width)),
    ...findings,
    ...report.errors.map(({ file, message }) =>
      paint('yellow', oneLine(`not read ${file}: ${message}`, width)),
    ),
    '',
    ...notes(report).flatMap(([term, meaning]) =>
      wrapped(`${term.padEnd(18)}${meaning}`, width, 18).map((text) => paint('dim', text)),
    ),
    ...wrapped(LIMITS, width).map((text) => paint('dim', text)),
  ].join('\n')}\n`;
}

function cells(row: AttackRow): readonly [readonly string[], readonly string[]] {
  const { attack, took, effective, harmless, effect, caught, named, undone } = row;
  const defended = [caught, named, undone];
  const told = isAttack(effect);
  return [
    [
      attack,
      took.toLocaleString('en'),
      ofAll(effective),
      ofAll(harmless),
      EFFECT_WORDS[effect],
      ...defended.map((share) => (told ? ofAll(share) : '–')),
    ],
    [
      '',
      '',
      ...[effective, harmless].map((share) => (share.of > 0 ? range(share) : '')),
      '',
      ...defended.map((share) => (told ? range(share) : '')),
    ],
  ];
}

function line(parts: readonly string[]): string {
  return parts
    .map((part, column) => part.padEnd(WIDTHS[column] ?? 0))
    .join('')
    .trimEnd();
}

/** The words on lines of at most so many columns; all but the first are indented. */
function wrapped(text: string, width: number, indent = 0): string[] {
  const lines: string[] = [];
  let current = '';
  for (const word of text.split(/(?<=\S) (?=\S)/)) {
    if (current !== '' && current.length + 1 + word.length > width) {
      lines.push(current);
      current = ' '.repeat(indent) + word;
    } else current = current === '' ? word : `${current} ${word}`;
  }
  return [...lines, current];
}
