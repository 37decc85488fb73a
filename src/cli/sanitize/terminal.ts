import { oneLine } from '../../scan/report/one-line.ts';
import { coloured, plain } from '../../scan/report/paint.ts';
import type { Screen } from '../../scan/report/terminal.ts';
import { visible } from '../../scan/report/visible.ts';
import { kindInWords } from '../../scan/report/words.ts';
import type { SanitizeReport } from './report.ts';
import { coverageLines, evidence, headline, partial, wording } from './words.ts';

const MOST_TRIGGERS = 50;
const MOST_UNCONFIRMED = 10;

/** For people: the triggers, what was flagged and kept, and what was looked at. */
export function terminal(report: SanitizeReport, { width: columns, colour }: Screen): string {
  const width = Math.min(Math.max(columns, 72), 120);
  const paint = colour ? coloured : plain;
  const { triggers, unconfirmed } = report;
  const part = partial(report);
  const rows = [
    ...triggers.slice(0, MOST_TRIGGERS).flatMap((trigger) => {
      const { text, more } = wording(trigger);
      return [
        `${paint(['bold', 'red'], '●')} ${paint('bold', oneLine(text, width - more.length - 2))}${more}`,
        `  ${paint('dim', `${kindInWords(trigger.kind)} in ${evidence(trigger)}`)}`,
        '',
      ];
    }),
    ...more(triggers.length - MOST_TRIGGERS, 'triggers'),
    ...(unconfirmed.length > 0 ? [paint('bold', 'Flagged, but no trigger by the test: kept')] : []),
    ...unconfirmed.slice(0, MOST_UNCONFIRMED).map(({ kind, text, lines, carried }) => {
      const where = `line ${lines[0]}${lines.length > 1 ? ` and ${lines.length - 1} more` : ''}`;
      const of = carried > lines.length ? `, ${carried.toLocaleString('en')} rows have it` : '';
      return `  ${oneLine(text, Math.floor(width / 2))}  ${paint('dim', `${kind}, ${where}${of}`)}`;
    }),
    ...more(unconfirmed.length - MOST_UNCONFIRMED, 'of them'),
    ...(unconfirmed.length > 0 ? [''] : []),
    paint(report.poisoned > 0 ? ['bold', 'red'] : 'bold', headline(report)),
    ...coverageLines(report, visible).map((line) => paint('dim', line)),
    ...(part === undefined ? [] : [paint('yellow', part)]),
  ];
  return `${rows.join('\n')}\n`;
}

function more(count: number, noun: string): string[] {
  return count > 0 ? [`  and ${count.toLocaleString('en')} more ${noun}: --format json tells all`] : [];
}
