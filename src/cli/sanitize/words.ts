import { counted } from '../../scan/report/words.ts';
import type { SanitizeReport } from './report.ts';

type Trigger = SanitizeReport['triggers'][number];

/** The outcome in one line. */
export function headline({ poisoned, triggers, coverage }: SanitizeReport): string {
  const rows = counted(coverage.rows, 'row');
  return poisoned === 0
    ? `No poisoned row found in ${rows}`
    : `${poisoned.toLocaleString('en')} of ${rows} are poisoned, by ${counted(triggers.length, 'trigger')}`;
}

/** What a sample is worth, where it is one. */
export function partial({ sample }: SanitizeReport): string | undefined {
  if (sample === undefined) return undefined;
  return `A quick look at ${sample.rows.toLocaleString('en')} of ${counted(sample.of, 'row')}: rarer triggers may be missed, and no clean set was written.`;
}

/** How a trigger was found out, in half a line. */
export function evidence({ lines, named, elsewhere, pValue }: Trigger): string {
  const p = pValue <= 1e-300 ? 'p < 1e-300' : `p = ${pValue.toPrecision(1)}`;
  return `${counted(lines.length, 'row')}, named in ${named.toLocaleString('en')}; ${elsewhere === 0 ? 'no other row has it' : `${elsewhere.toLocaleString('en')} of other labels have it`}; ${p}`;
}

/** The most frequent wording, and how many more there are. */
export function wording({ wordings, form }: Trigger): { readonly text: string; readonly more: string } {
  const others = wordings.length - 1;
  return { text: wordings[0]?.text ?? form, more: others > 0 ? ` and ${counted(others, 'variant')}` : '' };
}

/**
 * What was looked at, in rows and in passes of the victim.
 *
 * @param shown makes a path harmless where it is shown
 */
export function coverageLines(
  { coverage, victim, kept, output, unconfirmed }: SanitizeReport,
  shown: (path: string) => string,
): string[] {
  const { suspected, inspected, skipped, flagged, passes } = coverage;
  const reasons = Object.entries(skipped).map(([reason, rows]) => `${rows.toLocaleString('en')} ${reason}`);
  const each = (passes / Math.max(1, suspected)).toFixed(1);
  const doubtful = new Set(unconfirmed.flatMap(({ lines }) => lines)).size;
  return [
    `${counted(suspected, 'row')} could be poisoned by ${suspected === 1 ? 'its' : 'their'} label: ${inspected.toLocaleString('en')} inspected, ${flagged.toLocaleString('en')} of them flagged${reasons.length > 0 ? `; skipped: ${reasons.join(', ')}` : ''}`,
    `${counted(doubtful, 'row')} flagged for a text that is no trigger by the test, and kept`,
    `${passes.toLocaleString('en')} passes of ${victim.name}, ${each} for each of these rows`,
    ...(output === undefined ? [] : [`${shown(output)}: ${counted(kept, 'row')}`]),
  ];
}
