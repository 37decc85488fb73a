import type { Language } from '../code/language.ts';
import type { Calibration, Card } from '../model/card.ts';
import type { DefenseOptions, Spread } from './options.ts';

/** By what a score is judged. `uncalibrated` says what is missing. */
export type Yardstick =
  | { readonly kind: 'calibrated'; readonly calibration: Calibration; readonly threshold: number }
  | { readonly kind: 'fixed'; readonly threshold: number; readonly references?: readonly string[] }
  | { readonly kind: 'uncalibrated'; readonly missing: MissingCalibration };

/** `too few`: with `has` clean functions no p-value reaches the false-alarm rate; `needs` would do. */
export type MissingCalibration =
  | { readonly why: 'none for these settings' }
  | { readonly why: 'too few'; readonly has: number; readonly needs: number };

/** The settings that change the value of a statistic. */
export type Measured = Spread & Pick<DefenseOptions, 'probe' | 'kinds' | 'inspect'>;

/** What the victim's own card offers to judge functions of this language by, with these settings. */
export function yardstickOf(
  card: Pick<Card, 'calibrations' | 'goalLabel'>,
  language: Language,
  options: Measured & Pick<DefenseOptions, 'falseAlarmRate' | 'threshold'>,
): Yardstick {
  if (options.threshold !== undefined) return { kind: 'fixed', threshold: options.threshold };
  const calibration = card.calibrations.find((known) => fits(known, card, language, options));
  if (calibration === undefined) {
    return { kind: 'uncalibrated', missing: { why: 'none for these settings' } };
  }
  const { scores } = calibration;
  const allowed = allowedAbove(scores.length, options.falseAlarmRate);
  const threshold = scores[scores.length - 1 - allowed];
  if (allowed < 0 || threshold === undefined) {
    const needs = Math.ceil(1 / options.falseAlarmRate - 1e-9) - 1;
    return { kind: 'uncalibrated', missing: { why: 'too few', has: scores.length, needs } };
  }
  return { kind: 'calibrated', calibration, threshold };
}

/** How many clean scores may be at least as suspicious as one whose p-value is still within the rate; −1 for none. */
function allowedAbove(count: number, rate: number): number {
  return Math.floor(rate * (count + 1) + 1e-9) - 1;
}

function fits(known: Calibration, card: Pick<Card, 'goalLabel'>, language: Language, options: Measured) {
  return (
    known.language === language &&
    known.statistic === statisticName(card, options) &&
    known.probe === options.probe &&
    known.kinds.toSorted().join() === options.kinds.toSorted().join()
  );
}

/**
 * Everything that changes the value of the statistic, as one name: a calibration must not judge scores that were
 * computed otherwise. The plain `dominance` and `entropy` are those of the default settings.
 */
export function statisticName(card: Pick<Card, 'goalLabel'>, options: Measured): string {
  const parts: string[] = [options.statistic];
  if (options.statistic === 'entropy' && options.normalization !== 'l1') parts.push(options.normalization);
  if (options.statistic === 'entropy' && !options.scaleByCount) parts.push('unscaled');
  if (options.weighsEnclosing) parts.push('all elements');
  if (options.inspect === 'all' && card.goalLabel !== undefined) parts.push('all labels');
  return parts.join(', ');
}

/** The score from which on a function belongs to this share of the clean ones, the most suspicious; a fixed threshold for itself. */
export function scoreOfTop(share: number, yardstick: Exclude<Yardstick, { kind: 'uncalibrated' }>): number {
  if (yardstick.kind === 'fixed') return yardstick.threshold;
  const { scores } = yardstick.calibration;
  return scores[scores.length - Math.ceil(share * scores.length)] ?? yardstick.threshold;
}

/** The functions into which what is suspicious is planted; none where the calibration keeps none. */
export function referencesOf(yardstick: Exclude<Yardstick, { kind: 'uncalibrated' }>): readonly string[] {
  const { references = [] } = yardstick.kind === 'calibrated' ? yardstick.calibration : yardstick;
  return references;
}
