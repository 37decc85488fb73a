import type { Random } from '../../attack/seeded-random.ts';

export type Point = readonly [x: number, y: number];

/** Starts, of which the best result is kept, as scikit-learn did by default when the defence was published. */
const STARTS = 10;
const MOST_ROUNDS = 300;

interface Split {
  readonly inSecond: readonly boolean[];
  /** Sum of the squared distances of the points from the centre of their cluster. */
  readonly spread: number;
}

/** Two clusters by k-means from k-means++ starts: for each point whether it is in the second. All in the first where points are one. */
export function twoMeans(points: readonly Point[], random: Random): readonly boolean[] {
  let best: Split = { inSecond: points.map(() => false), spread: Number.POSITIVE_INFINITY };
  for (let start = 0; start < STARTS; start++) {
    const centres = startingCentres(points, random);
    if (centres === undefined) break;
    const split = settle(points, ...centres);
    if (split.spread < best.spread) best = split;
  }
  return best.inSecond;
}

/** A point, and another the more likely the further it is. */
function startingCentres(points: readonly Point[], random: Random): [Point, Point] | undefined {
  if (points.length === 0) return undefined;
  const first = points[random.below(points.length)] ?? [0, 0];
  const distances = points.map((point) => distance(point, first));
  let left = random.unit() * distances.reduce((sum, each) => sum + each, 0);
  const second = points.find((_, at) => {
    left -= distances[at] ?? 0;
    return left < 0;
  });
  return second === undefined ? undefined : [first, second];
}

function settle(points: readonly Point[], first: Point, second: Point): Split {
  let centres = [first, second] as const;
  let inSecond: readonly boolean[] = [];
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const now = points.map((point) => distance(point, centres[1]) < distance(point, centres[0]));
    const same = inSecond.length > 0 && now.every((is, at) => is === inSecond[at]);
    inSecond = now;
    if (same) break;
    centres = [
      meanOf(points.filter((_, at) => !now[at])) ?? centres[0],
      meanOf(points.filter((_, at) => now[at])) ?? centres[1],
    ];
  }
  const spread = points.reduce((sum, point, at) => sum + distance(point, centres[inSecond[at] ? 1 : 0]), 0);
  return { inSecond, spread };
}

/** Squared. */
function distance(one: Point, two: Point): number {
  return (one[0] - two[0]) ** 2 + (one[1] - two[1]) ** 2;
}

function meanOf(points: readonly Point[]): Point | undefined {
  if (points.length === 0) return undefined;
  const sum = points.reduce<Point>(([x, y], point) => [x + point[0], y + point[1]], [0, 0]);
  return [sum[0] / points.length, sum[1] / points.length];
}
