import type { Random } from '../attack/seeded-random.ts';

/** `count` of the eligible rows for each attack, no row for two. Needs attacks × count ≤ eligible rows. */
export function chooseRows<Attack>(
  eligible: readonly number[],
  attacks: readonly Attack[],
  count: number,
  random: Random,
): ReadonlyMap<number, Attack> {
  const pool = Uint32Array.from(eligible);
  const chosen = new Map<number, Attack>();
  let taken = 0;
  for (const attack of attacks) {
    for (let i = 0; i < count; i++) {
      const at = taken + random.below(pool.length - taken);
      const row = pool[at] ?? 0;
      pool[at] = pool[taken] ?? 0;
      taken += 1;
      chosen.set(row, attack);
    }
  }
  return chosen;
}
