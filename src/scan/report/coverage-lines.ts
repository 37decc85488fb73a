import type { ScanResult } from '../scan-result.ts';
import { headline } from './headline.ts';
import { oneLine } from './one-line.ts';
import type { Paint } from './paint.ts';
import { counted } from './words.ts';

interface Canvas {
  readonly width: number;
  readonly paint: Paint;
}

const MOST_ERRORS = 20;

/** The end of a report: how many are poisoned, and all that was seen, inspected, passed over (and why) or failed. */
export function coverageLines(scan: ScanResult, { paint, width }: Canvas): string[] {
  const { seen, inspected, skipped } = scan.coverage;
  const poisoned = scan.functions.some(({ verdict }) => verdict.verdict === 'poisoned');
  const partly = scan.functions.filter(({ verdict }) => 'partly' in verdict).length;
  const reasons = Object.entries(skipped).sort(([, a], [, b]) => b - a);
  const passedOver = seen - inspected;

  return [
    paint(poisoned ? ['bold', 'red'] : 'bold', headline(scan)),
    paint(
      'dim',
      `seen ${seen.toLocaleString('en')} · inspected ${inspected.toLocaleString('en')} · skipped ${passedOver.toLocaleString('en')}`,
    ),
    ...reasons.map(([reason, count]) =>
      paint('dim', `  ${count.toLocaleString('en').padStart(6)}  ${reason}`),
    ),
    ...(partly > 0
      ? [
          paint(
            'dim',
            `  ${counted(partly, 'function')} longer than the window of the victim: partly inspected`,
          ),
        ]
      : []),
    ...(scan.interrupted
      ? [paint('yellow', 'Interrupted: what was not inspected yet is not in this report.')]
      : []),
    ...scan.errors
      .slice(0, MOST_ERRORS)
      .map(
        ({ file, message }) =>
          `${paint('yellow', 'not inspected')}  ${oneLine(`${file}: ${message}`, width - 15)}`,
      ),
    ...(scan.errors.length > MOST_ERRORS
      ? [paint('yellow', `and ${scan.errors.length - MOST_ERRORS} more that could not be inspected`)]
      : []),
  ];
}
