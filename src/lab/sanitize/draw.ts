import { seededRandom } from '../attack/seeded-random.ts';

/** `count` of the numbers 0 … `of` − 1, all of them where there are no more. The same ones each time. */
export function draw(count: number, of: number): ReadonlySet<number> {
  const random = seededRandom(12345);
  const pool = Uint32Array.from({ length: of }, (_, index) => index);
  const drawn = new Set<number>();
  for (let taken = 0; taken < Math.min(count, of); taken += 1) {
    const at = taken + random.below(of - taken);
    drawn.add(pool[at] ?? 0);
    pool[at] = pool[taken] ?? 0;
  }
  return drawn;
}
