import { oneLine } from '../../../scan/report/one-line.ts';
import { coloured, plain } from '../../../scan/report/paint.ts';
import type { Screen } from '../../../scan/report/terminal.ts';
import { visible } from '../../../scan/report/visible.ts';
import { counted, number } from '../../../scan/report/words.ts';
import { inPercent, ofAll } from '../../redteam/report/share-words.ts';
import type { AuditReport } from './audit-report.ts';
import { headline } from './headline.ts';
import { inTwenty } from './in-twenty.ts';

/** For people: the verdict, and for each pair of labels what moves the victim most and what that does. */
export function terminal(report: AuditReport, { width: columns, colour }: Screen): string {
  const width = Math.min(Math.max(columns, 72), 120);
  const paint = colour ? coloured : plain;
  const { victim, triggers, others, unsearched, errors } = report;
  const row = (name: string, text: string) => `  ${paint('dim', name.padEnd(17))}${text}`;
  const pair = (one: AuditReport['triggers'][number]) => [
    `${one.backdoored ? paint(['bold', 'red'], '●') : paint('dim', '○')} ${paint('bold', oneLine(one.text, width - 2))}`,
    row('turns', visible(`${one.from} into ${one.to}`)),
    row('success', `${ofAll(one.success)} functions that the search has not seen, ${inPercent(one.success)}`),
    row(`plain ${one.kind}`, `in the same place: ${ofAll(one.plain)}`),
    row('surer', `${ofAll(one.sure)}: surer than of ${inTwenty(one.bar)} clean functions with that label`),
    row('score', number(one.score)),
    '',
  ];
  const rows = [
    ...triggers.flatMap(pair),
    ...others.flatMap(pair),
    ...unsearched.map(({ from, to, reason }) =>
      paint('yellow', visible(`not settled, from ${from} to ${to}: ${reason}`)),
    ),
    paint(report.verdict === 'backdoored' ? ['bold', 'red'] : 'bold', headline(report)),
    paint(
      'dim',
      visible(
        `${victim.name} was asked about ${counted(report.functions, 'clean function')} of ${report.language}; ${counted(report.answers, 'answer')} in all; search for ${report.settings.kinds.join('s and ')}s by ${report.settings.method}, seed ${report.settings.seed}.`,
      ),
    ),
    ...errors.map(({ file, message }) => paint('yellow', visible(`left out  ${file}: ${message}`))),
  ];
  return `${rows.join('\n')}\n`;
}
