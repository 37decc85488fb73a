import type { AblationEvidence, SettingRow } from '../evidence/ablation/schema.ts';
import type { Evidence } from '../evidence/evidence.ts';
import { SWEEP_WORDS } from './ablation-words.ts';
import { one, rateInWords, type Share } from './cells.ts';
import { efforts } from './efforts.ts';

/** Sweeps among whose settings one is best, as far as anybody can tell. */
const CHOSEN = ['statistic', 'probe', 'asked'] as const;

const IN_A_GATE =
  'in a gate: codepurify calibrate --clean src --victim ./my-model, once; then codepurify scan src --victim ./my-model --effort full (or effort in .github/codepurify.yml), whose exit code is 1 where a function is poisoned';

/** Which setting to choose: of each task the effort, and where an ablation has found something better than what is shipped. */
export function choices(evidence: Evidence): readonly string[] {
  const { ablations } = evidence;
  const byTask = efforts(evidence);
  const able = ablations.filter(({ settings }) => settings.some(isAble));
  const better = able.flatMap((ablation) =>
    sweepsOf(ablation).flatMap(([sweep, settings]) => {
      const best = bestOf(settings);
      return best === undefined ? [] : `${ablation.scenario}, ${SWEEP_WORDS[sweep]}: ${best}`;
    }),
  );
  const kept = able.filter((ablation) => sweepsOf(ablation).every(([, own]) => bestOf(own) === undefined));
  return [
    ...byTask,
    ...(byTask.length > 0 ? [IN_A_GATE] : []),
    ...better,
    ...(kept.length > 0
      ? [
          `beyond the effort: keep what is shipped; no other statistic, way to take elements away or number of elements asked about catches surely more at no more false alarms in the ${kept.length === 1 ? 'ablation' : 'ablations'} of ${kept.map(({ scenario }) => scenario).join(', ')}`,
        ]
      : []),
    ...able.map((ablation) => `${ablation.scenario}, ${thresholds(ablation)}`),
  ];
}

/** What an ablation says of each sweep, as far as it tells: a difference counts if the 95% intervals lie apart. */
export function choicesOf(
  ablation: AblationEvidence,
  { falseAlarmRate }: Evidence['settings'],
): readonly string[] {
  const sentences = sweepsOf(ablation).flatMap(([sweep, settings]) => {
    const sentence = choice(settings);
    return sentence === undefined ? [] : `${SWEEP_WORDS[sweep]}: ${sentence}`;
  });
  if (sentences.length > 0) return sentences;
  const on = ablation.settings.find(({ isShipped }) => isShipped)?.calibratedOn ?? 0;
  return [
    `nothing can be said; ${on} clean functions are too few for a false-alarm rate of ${rateInWords(falseAlarmRate)}, or no attack is effective`,
  ];
}

function sweepsOf({ settings }: AblationEvidence) {
  return CHOSEN.map((sweep) => [sweep, settings.filter((setting) => setting.sweep === sweep)] as const);
}

function isAble({ isShipped, pooled }: SettingRow): boolean {
  return isShipped && pooled.of > 0;
}

function choice(settings: readonly SettingRow[]): string | undefined {
  const shipped = settings.find(isAble);
  if (shipped === undefined) return undefined;
  const worse = settings.filter(({ pooled }) => pooled.of > 0 && isAbove(shipped.pooled, pooled));
  const chosen =
    bestOf(settings) ??
    `keep what is shipped, ${told(shipped)}. No other catches surely more at no more false alarms`;
  return `${chosen}. Surely worse: ${listed(worse)}`;
}

/** Undefined where nothing is surely better than what is shipped. */
function bestOf(settings: readonly SettingRow[]): string | undefined {
  const shipped = settings.find(isAble);
  if (shipped === undefined) return undefined;
  const [best, ...others] = settings
    .filter(
      ({ pooled, falseAlarms }) =>
        isAbove(pooled, shipped.pooled) && part(falseAlarms) <= part(shipped.falseAlarms),
    )
    .sort((a, b) => part(b.pooled) - part(a.pooled) || part(a.falseAlarms) - part(b.falseAlarms));
  return (
    best &&
    `take ${told(best)}, instead of what is shipped, ${told(shipped)}. Surely better, too: ${listed(others)}`
  );
}

/** What each rate is worth: it is the reader's to choose. */
function thresholds({ settings }: AblationEvidence): string {
  const own = settings.filter(
    ({ sweep, pooled, name }) =>
      sweep === 'threshold' && pooled.of > 0 && name.startsWith('false-alarm rate'),
  );
  return `${SWEEP_WORDS.threshold}: yours to choose by what a false alarm costs you: ${own.map(told).join('; ')}`;
}

function isAbove(one: Share, other: Share): boolean {
  return one.low > other.high;
}

function part({ count, of }: Share): number {
  return count / Math.max(1, of);
}

function told({ name, pooled, falseAlarms }: SettingRow): string {
  return `“${name}” (${one(100 * part(pooled))}% caught, ${one(100 * part(falseAlarms))}% false alarms)`;
}

function listed(settings: readonly SettingRow[]): string {
  return settings.length === 0 ? 'none' : settings.map(told).join('; ');
}
