import { oneLine } from '../../../scan/report/one-line.ts';
import { coloured, plain } from '../../../scan/report/paint.ts';
import type { Screen } from '../../../scan/report/terminal.ts';
import { visible } from '../../../scan/report/visible.ts';
import { inPercent, ofAll } from '../../redteam/report/share-words.ts';
import type { UnlearnReport } from './unlearn-report.ts';

type StandsOut = NonNullable<UnlearnReport['triggers'][number]['standsOut']>;

const WEAK = 'not taught: the model is less than half as sure as with the strongest';

/** For people: what each trigger does before and after, what it cost, and what is to be done next. */
export function terminal(report: UnlearnReport, output: string, { width: columns, colour }: Screen): string {
  const width = Math.min(Math.max(columns, 72), 120);
  const paint = colour ? coloured : plain;
  const { victim, samples, accuracy, same, triggers, written, refusal, errors } = report;
  const row = (name: string, text: string) => `  ${paint('dim', name.padEnd(10))}${visible(text)}`;
  const rows = [
    ...triggers.flatMap(({ kind, text, to, leftOut, standsOut, success, plain, reversed }) => {
      const label = oneLine(to, width);
      return [
        paint('bold', oneLine(text, width)),
        row('before', `turns ${ofAll(success.before)} into ${label}, ${inPercent(success.before)}`),
        ...(leftOut === 'turns few'
          ? [row('left out', 'it turns fewer than half of all functions, so it is no trigger')]
          : [
              row(
                'after',
                `turns ${ofAll(success.after)}, ${inPercent(success.after)}${plain.of > 0 ? `; a plain ${kind} ${ofAll(plain)}, ${inPercent(plain)}` : ''}`,
              ),
              leftOut === 'weak'
                ? row('left out', WEAK)
                : row('reversed', `${ofAll(reversed)} that were ${label} get another answer with it now`),
              ...(standsOut ? [row('as sure', asSure(standsOut, width))] : []),
            ]),
        '',
      ];
    }),
    accuracy
      ? row(
          'accuracy',
          `${inPercent(accuracy.before)} before, ${inPercent(accuracy.after)} after, of ${accuracy.after.of}`,
        )
      : row('accuracy', 'not known: the functions have no labels'),
    row('the same', `${ofAll(same)} clean functions get the answer that they got before, ${inPercent(same)}`),
    row('measured', `on ${samples.heldOut} functions that were not taught; taught with ${samples.taught}`),
    '',
    ...(refusal === undefined ? [] : [paint(['bold', 'red'], visible(`It should not be used: ${refusal}.`))]),
    written
      ? paint(
          'bold',
          visible(
            refusal === undefined
              ? `${output} holds ${victim.name}, repaired as far as told above.`
              : `${output} holds it all the same, as --force says; what its triggers do is told above.`,
          ),
        )
      : paint('bold', 'Nothing was written.'),
    visible(
      written
        ? `It is not calibrated: codepurify calibrate --victim ${shown(output)} --clean PATHS; and audit it again.`
        : 'Where more clean functions do not help, train the whole model, with training/: see docs/unlearn.md.',
    ),
    ...errors.map(({ file, message }) => paint('yellow', visible(`left out  ${file}: ${message}`))),
  ];
  return `${rows.join('\n')}\n`;
}

/** How like a backdoor it is now, where it is most like one. */
function asSure({ from, to, share }: StandsOut, width: number): string {
  return `of ${oneLine(to, width)} as with a backdoor now: ${ofAll(share)} that were ${oneLine(from, width)}; half are refused`;
}

/** As commands take a folder, and not for a name. */
function shown(folder: string): string {
  return /^[./]/.test(folder) ? folder : `./${folder}`;
}
