import { seededRandom } from '../../attack/seeded-random.ts';

const RESAMPLES = 1_000;
/** Draws that are kept, in numbers: resamples of one size are drawn once for all cells. */
const KEPT = 40_000_000;

/** Gives 95% intervals by resampling rows. */
export type Bootstrap = (
  sizes: readonly number[],
  statistic: (...places: readonly Uint32Array[]) => number,
) => readonly [low: number, high: number];

/**
 * Percentile intervals of 1,000 resamples, with replacement. The statistic is given, for each of the groups of rows of
 * these sizes, the places of the resampled ones. The seed alone decides; the same sizes give the same resamples.
 */
export function bootstrap(seed: number): Bootstrap {
  const kept = new Map<string, readonly Uint32Array[]>();
  let size = 0;
  function resamples(count: number, group: number): readonly Uint32Array[] {
    const key = `${count} ${group}`;
    const known = kept.get(key);
    if (known !== undefined) return known;
    const random = seededRandom((seed + Math.imul(count, 31) + group) >>> 0);
    const drawn = Array.from({ length: RESAMPLES }, () =>
      Uint32Array.from({ length: count }, () => random.below(count)),
    );
    if (size + count * RESAMPLES > KEPT) {
      kept.clear();
      size = 0;
    }
    kept.set(key, drawn);
    size += count * RESAMPLES;
    return drawn;
  }
  return (sizes, statistic) => {
    const groups = sizes.map((count, group) => resamples(count, group));
    const values = Array.from({ length: RESAMPLES }, (_, at) =>
      statistic(...groups.map((group) => group[at] ?? new Uint32Array())),
    ).sort((a, b) => a - b);
    const at = (share: number) => values[Math.round(share * (RESAMPLES - 1))] ?? Number.NaN;
    return [at(0.025), at(0.975)];
  };
}
