import { DEFAULT_OPTIONS, optionsFor } from '../defense/defaults.ts';
import { yardstickOf } from '../defense/yardstick.ts';
import type { Problem } from './files/listing.ts';
import { type FoundFunction, judges } from './found-function.ts';
import type { ScanOptions } from './scan-options.ts';
import { UsageError } from './usage-error.ts';

/**
 * What of the scan cannot be judged because a victim lacks a calibration for the language.
 *
 * @throws UsageError where that is all of it
 */
export function calibratedFor(
  functions: readonly FoundFunction[],
  { victims, defense }: Pick<ScanOptions, 'victims' | 'defense'>,
): Problem[] {
  const settings = [
    ...(defense.statistic ? [`--statistic ${defense.statistic}`] : []),
    ...(defense.kinds && String(defense.kinds) !== String(DEFAULT_OPTIONS.kinds)
      ? [`--kinds ${defense.kinds.join()}`]
      : []),
  ];
  const how = ['with the same --victim, --clean PATHS', ...settings].join(' ');
  const problems: Problem[] = [];
  let judged = 0;
  for (const victim of victims) {
    const { card } = victim;
    const languages = functions.flatMap((found) =>
      found.asked && judges(victim, found) ? [found.language] : [],
    );
    for (const language of new Set(languages)) {
      const options = optionsFor(card, defense);
      const yardstick = yardstickOf(card, language, options);
      if (yardstick.kind !== 'uncalibrated') {
        judged += 1;
        continue;
      }
      const { missing } = yardstick;
      problems.push({
        file: '',
        message:
          missing.why === 'too few'
            ? `The calibration of ${card.name} for ${language} knows ${missing.has} clean functions, and a false-alarm rate of ${options.falseAlarmRate} needs ${missing.needs}: calibrate it with more, or raise --false-alarm-rate.`
            : `Victim ${card.name} is not calibrated for ${language} with these settings: run codepurify calibrate ${how}, or give a --threshold.`,
      });
    }
  }
  const [first] = problems;
  if (first !== undefined && judged === 0) throw new UsageError(first.message);
  return problems;
}
