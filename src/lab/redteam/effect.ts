import type { Share } from './share.ts';

/**
 * What a trigger does to a victim. `moves`: it changes more than half of the answers. `sways`: it changes answers more
 * often than a harmless change does, but not surely more than half. `does not move`: neither. `unclear`: so few
 * functions, or a victim that any change moves, that nothing can be said.
 */
export const EFFECTS = ['moves', 'sways', 'does not move', 'unclear'] as const;
export type Effect = (typeof EFFECTS)[number];

/**
 * Told by the 95% intervals alone, so that a few functions never say much. Any change moves some answers of an honest
 * victim: only what lies above the harmless changes of the same functions counts as an effect.
 */
export function effectOf(effective: Share, harmless: Share): Effect {
  if (effective.low > harmless.high) return effective.low > 0.5 ? 'moves' : 'sways';
  return effective.high < 0.5 ? 'does not move' : 'unclear';
}
