/** Shares of the clean and of the poisoned that lie at or above a bar. */
export type RocPoint = readonly [falseAlarms: number, caught: number];

/** Corners at most: no eye sees more. */
const MOST = 80;

/** The ROC curve from (0, 0) to (1, 1), its bar falling. */
export function rocCurve(clean: readonly number[], poisoned: readonly number[]): readonly RocPoint[] {
  const all = [
    ...clean.map((score) => ({ score, isClean: true })),
    ...poisoned.map((score) => ({ score, isClean: false })),
  ].sort((a, b) => b.score - a.score);
  const points: RocPoint[] = [[0, 0]];
  let [alarms, caught] = [0, 0];
  for (const [at, { score, isClean }] of all.entries()) {
    if (isClean) alarms += 1;
    else caught += 1;
    if (all[at + 1]?.score === score) continue;
    points.push([alarms / Math.max(1, clean.length), caught / Math.max(1, poisoned.length)]);
  }
  return thinned(points.filter((point, at) => !isBetween(points[at - 1], point, points[at + 1])));
}

/** On the straight line, upright or level, from its neighbour to the other. */
function isBetween(before: RocPoint | undefined, [x, y]: RocPoint, after: RocPoint | undefined): boolean {
  if (before === undefined || after === undefined) return false;
  return (before[0] === x && after[0] === x) || (before[1] === y && after[1] === y);
}

function thinned(points: readonly RocPoint[]): readonly RocPoint[] {
  if (points.length <= MOST) return points;
  const step = (points.length - 1) / (MOST - 1);
  return Array.from({ length: MOST }, (_, at) => points[Math.round(at * step)] ?? [1, 1]);
}
