import { type Random, seededRandom } from '../../attack/seeded-random.ts';
import { CONTAMINATION, type OutlierDetector } from './outlier-detector.ts';
import { percentile } from './percentile.ts';

const TREES = 100;
/** Values that a tree is grown from, at most. */
const SAMPLE = 256;
const EULER = 0.5772156649015329;

/** What is parted from the other values by the fewest random cuts, as scikit-learn's IsolationForest has it. */
export const isolationForest: OutlierDetector = (values) => {
  const random = seededRandom(42);
  const depths = values.map(() => 0);
  const all = Array.from(values.keys());
  const most = Math.ceil(Math.log2(Math.max(2, Math.min(SAMPLE, values.length))));
  for (let tree = 0; tree < TREES; tree++) grow(sampled(values, random), all, 0);
  const limit = percentile(depths, CONTAMINATION);
  return depths.map((depth) => depth < limit);

  /** Cuts the sample at a random place until nothing is left to cut, and notes how deep each value then stands. */
  function grow(sample: readonly number[], reached: readonly number[], depth: number): void {
    const [low, high] = [Math.min(...sample), Math.max(...sample)];
    if (low === high || depth === most) {
      for (const at of reached) depths[at] = (depths[at] ?? 0) + depth + usualDepth(sample.length);
      return;
    }
    const cut = low + random.unit() * (high - low);
    const below = (value: number | undefined) => (value ?? 0) <= cut;
    for (const side of [true, false]) {
      grow(
        sample.filter((value) => below(value) === side),
        reached.filter((at) => below(values[at]) === side),
        depth + 1,
      );
    }
  }
};

function sampled(values: readonly number[], random: Random): readonly number[] {
  if (values.length <= SAMPLE) return values;
  const pool = [...values];
  return Array.from({ length: SAMPLE }, () => pool.splice(random.below(pool.length), 1)[0] ?? 0);
}

/** How many cuts more it would take on average to part one of so many values from the others. */
function usualDepth(count: number): number {
  if (count <= 2) return count - 1;
  return 2 * (Math.log(count - 1) + EULER) - (2 * (count - 1)) / count;
}
