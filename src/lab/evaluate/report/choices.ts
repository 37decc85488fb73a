import type { AblationEvidence, SettingRow } from '../evidence/ablation/schema.ts';
import type { Evidence } from '../evidence/evidence.ts';
import { SWEEP_WORDS } from './ablation-words.ts';
import { one, rateInWords, type Share } from './cells.ts';
import { efforts } from './efforts.ts';

/** Sweeps among whose settings one is best, as far as anybody can tell. */
const CHOSEN = ['statistic', 'probe', 'asked'] as const;

const IN_A_GATE =
  'in a gate: codepurify calibrate --clean src --victim ./my-model, once; then codepurify scan src --victim ./my-model --effort full (or effort in .github/codepurify.yml), whose exit code is 1 where a function is poisoned';

/**
 * Which setting to choose: what either effort comes to, then as far as the ablations tell, where a difference counts if the
 * 95% intervals lie apart.
 */
export function choices(evidence: Evidence): readonly string[] {
  const { ablations, settings } = evidence;
  const ablated = ablations.flatMap((ablation) => {
    const { scenario } = ablation;
    const sentences = CHOSEN.flatMap((sweep) => {
      const sentence = choice(ablation.settings.filter((setting) => setting.sweep === sweep));
      return sentence === undefined ? [] : `${scenario}, ${SWEEP_WORDS[sweep]}: ${sentence}`;
    });
    if (sentences.length > 0) return [...sentences, `${scenario}, ${thresholds(ablation)}`];
    const on = ablation.settings.find(({ isShipped }) => isShipped)?.calibratedOn ?? 0;
    return `${scenario}: nothing can be said; ${on} clean functions are too few for a false-alarm rate of ${rateInWords(settings.falseAlarmRate)}, or no attack is effective`;
  });
  const byTask = efforts(evidence);
  return [...byTask, ...(byTask.length > 0 ? [IN_A_GATE] : []), ...ablated];
}

function choice(settings: readonly SettingRow[]): string | undefined {
  const shipped = settings.find(({ isShipped }) => isShipped);
  if (shipped === undefined || shipped.pooled.of === 0) return undefined;
  const others = settings.filter((setting) => setting !== shipped && setting.pooled.of > 0);
  const better = others
    .filter(
      (setting) =>
        isAbove(setting.pooled, shipped.pooled) && part(setting.falseAlarms) <= part(shipped.falseAlarms),
    )
    .sort((a, b) => part(b.pooled) - part(a.pooled) || part(a.falseAlarms) - part(b.falseAlarms));
  const worse = others.filter((setting) => isAbove(shipped.pooled, setting.pooled));
  const [best] = better;
  const chosen =
    best === undefined
      ? `keep what is shipped, ${told(shipped)}. No other catches surely more at no more false alarms`
      : `take ${told(best)}, instead of what is shipped, ${told(shipped)}. Surely better, too: ${listed(better.slice(1))}`;
  return `${chosen}. Surely worse: ${listed(worse)}`;
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
