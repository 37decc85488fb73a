import type { Effect } from '../effect.ts';

/** What a trigger does to the victim, for a row of a table. */
export const EFFECT_WORDS: Readonly<Record<Effect, string>> = {
  moves: 'moves it',
  sways: 'sways it',
  'does not move': 'does not move it',
  unclear: 'cannot tell',
};

/** Whether the answers that a trigger turned are an attack's doing, so that it means something to have caught them. */
export function isAttack(effect: Effect): boolean {
  return effect === 'moves' || effect === 'sways';
}
