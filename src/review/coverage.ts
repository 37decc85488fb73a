import { span } from '../scan/report/fenced.ts';
import { oneLine } from '../scan/report/one-line.ts';
import { counted } from '../scan/report/words.ts';
import type { ScanResult } from '../scan/scan-result.ts';
import { isComplete } from './is-complete.ts';

const MOST_ERRORS = 20;
const OWN_WORDS = /^[A-Za-z][A-Za-z ]{0,60}$/;

/** All that was seen, inspected and skipped, and why, as blocks of Markdown. What failed is named. */
export function coverage(scan: ScanResult): string[] {
  const { seen, inspected, skipped } = scan.coverage;
  const reasons = Object.entries(skipped)
    .sort(([, a], [, b]) => b - a)
    .map(
      ([reason, count]) =>
        `${count.toLocaleString('en')} ${OWN_WORDS.test(reason) ? reason : span(oneLine(reason, 60))}`,
    );
  const partly = scan.functions.filter(({ verdict }) => 'partly' in verdict).length;
  const left = scan.errors.length - MOST_ERRORS;
  const failed = scan.errors.slice(0, MOST_ERRORS).map(({ file, message }) => {
    const where = file === '' ? '' : `${span(oneLine(file, 100))}: `;
    return `- ${where}${span(oneLine(message, 200))}`;
  });
  return [
    [
      `**Coverage**: ${seen.toLocaleString('en')} seen, ${inspected.toLocaleString('en')} inspected, ${(seen - inspected).toLocaleString('en')} skipped`,
      reasons.length > 0 ? ` (${reasons.join(', ')})` : '',
      partly > 0 ? `; ${counted(partly, 'function')} only as far as the victim reads` : '',
      '.',
    ].join(''),
    ...(isComplete(scan)
      ? []
      : [
          `> [!WARNING]\n> The inspection is incomplete${scan.interrupted ? ': it was stopped before its end' : ''}. What is not named here as poisoned is not thereby clean.`,
        ]),
    ...(failed.length > 0
      ? [
          '**Not inspected**',
          [...failed, ...(left > 0 ? [`- and ${left.toLocaleString('en')} more`] : [])].join('\n'),
        ]
      : []),
  ];
}
