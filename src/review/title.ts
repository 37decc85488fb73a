import { headline } from '../scan/report/headline.ts';
import { isComplete } from './is-complete.ts';
import type { Reported } from './reported.ts';

/** The outcome in one line, without Markdown. It says so where something was ignored or not inspected. */
export function title({ scan, placed, ignored }: Reported): string {
  const found = headline({ ...scan, functions: placed.map(({ finding }) => finding) });
  const without = ignored.length > 0 ? `, ${ignored.length.toLocaleString('en')} ignored` : '';
  return `${found}${without}${isComplete(scan) ? '' : ' (incomplete)'}`;
}
