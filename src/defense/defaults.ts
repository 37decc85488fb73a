import type { Card } from '../model/card.ts';
import type { DefenseOptions } from './options.ts';

/** What is used where nothing else is asked for; see `optionsFor`. Chosen by measurement on the valid split. */
export const DEFAULT_OPTIONS: DefenseOptions = {
  kinds: ['identifier', 'statement'],
  probe: 'neutral',
  statistic: 'entropy',
  normalization: 'l1',
  scaleByCount: true,
  weighsEnclosing: false,
  effort: 'full',
  falseAlarmRate: 0.01,
  inspect: 'goal-label',
};

/**
 * The options for a victim, where some are chosen. A pair victim is judged by dominance unless told otherwise: in a
 * function that it does not take for its own copy many a clean element matters, and only the scale tells them apart.
 */
export function optionsFor({ task }: Pick<Card, 'task'>, chosen: Partial<DefenseOptions>): DefenseOptions {
  return { ...DEFAULT_OPTIONS, ...(task === 'pair' && { statistic: 'dominance' }), ...chosen };
}

/**
 * `effort: fast` clears a function whose doubt (the probability of the most likely label other than the predicted) lies
 * above this quantile of the clean functions' doubts: effective attacks leave the victim surer than that.
 */
export const DOUBT_QUANTILE = 0.25;

/**
 * An element is confirmed to be a trigger if it turns this share of the references that it was planted into: a backdoor that
 * few training rows taught turns four fifths of them, what is honest hardly any.
 */
export const CONFIRMED_SHARE = 0.6;

/**
 * The share of clean functions, the most suspicious ones, whose triggers a calibration plants into the references. Of a generator
 * the trigger of whatever looks like them is planted, for what is confirmed is poisoned there, whatever its score.
 */
export const PLANTED_SHARE = 0.3;

/** The same share in the other function of a poisoned pair, where what keeps the answer is all but sure to be a trigger too. */
export const PARTNER_SHARE = 0.25;

/** The same share where the element leaves a reference little room, so that its size alone turns some. */
export const CROWDED_SHARE = 0.9;

/** A smaller part of the trigger is named instead if it keeps this share of the whole trigger's effect. */
export const KEPT_SHARE = 0.8;
