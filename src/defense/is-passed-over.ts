import type { Victim } from '../model/victim.ts';
import type { DefenseOptions } from './options.ts';
import type { Prediction } from './outcome.ts';

/** The goal-label rule: only an answer that an attacker would want can be the work of a trigger. */
export function isPassedOver(
  victim: Victim,
  options: Pick<DefenseOptions, 'inspect'>,
  prediction: Prediction,
): boolean {
  const { goalLabel } = victim.card;
  return options.inspect === 'goal-label' && goalLabel !== undefined && prediction.label !== goalLabel;
}
