import { howSure } from '../../../scan/report/words.ts';
import type { Example } from './red-team-report.ts';

/** What the defence made of an example. */
export function exampleInWords({ verdict, named, undone }: Example): string {
  if (verdict.verdict === 'skipped') return `missed: the function was not inspected (${verdict.reason})`;
  if (verdict.verdict === 'clean') return 'missed: it calls this function clean';
  return [
    'caught',
    named ? 'names what was planted' : 'names something else',
    undone ? 'undoes it' : verdict.purification ? 'does not undo it' : 'offers no replacement',
    howSure(verdict),
  ].join(', ');
}
