import { seededRandom } from '../../attack/seeded-random.ts';
import type { TrainingSetDefence } from '../defence.ts';
import { principalAxes } from './principal-axes.ts';
import { type Point, twoMeans } from './two-means.ts';

/** Activation clustering: of two clusters of a victim's representations in the plane in which they differ most, the smaller. */
export const activationClustering: TrainingSetDefence<Float32Array> = {
  name: 'activation-clustering',
  sift(rows) {
    const inSecond = twoMeans(whitenedPlane(rows), seededRandom(0));
    const second = inSecond.filter(Boolean).length;
    if (second === 0) return { dropped: [], named: [] };
    const smaller = second <= rows.length - second;
    return { dropped: inSecond.flatMap((is, row) => (is === smaller ? [row] : [])), named: [] };
  },
};

/** The rows in their two principal directions, each of variance 1. */
export function whitenedPlane(rows: readonly Float32Array[]): readonly Point[] {
  const [one, two] = principalAxes(rows, 2).map(({ variance, places }) =>
    places.map((place) => place / Math.sqrt(variance)),
  );
  return rows.map((_, row) => [one?.[row] ?? 0, two?.[row] ?? 0]);
}
