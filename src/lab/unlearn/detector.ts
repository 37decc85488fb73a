import { seededRandom } from '../attack/seeded-random.ts';
import { type Line, logistic, logOdds } from './logistic.ts';

/** Tells vectors with a trigger in them from clean ones. */
export interface Detector {
  /** More than 0 where there is a trigger. */
  readonly line: Line;
  /** Most of those with one lie at least so far above 0, and the middle of the clean ones at least so far below it; more than 0. */
  readonly clear: number;
}

interface Asked {
  readonly seed: number;
  readonly signal?: AbortSignal;
  readonly onFit?: (done: number, total: number) => void;
}

const FOLDS = 4;
/** Of clean vectors 1 in 200 lies beyond so many standard deviations, where they are spread normally. */
const DEVIATIONS = 2.58;
/** So much of the way from the clean vectors to the others. Of few clean ones the edge is known badly, so it is more. */
const HALF = 0.5;
const FEW = 0.75;
/** Of many clean vectors so many may lie beyond a line that moves nearer to them. */
const MAY_FLAG = 0.005;
/** Of those with a trigger these may lie anywhere: it may stand where little is read. The line is to leave fewer below it. */
const REAR = 0.4;
const MISSED = 0.02;

/**
 * A line between clean vectors and those with a trigger in them, half way from where only 1 clean one in 200 is left to
 * where most of the others lie (three quarters of it where fewer than 200 are clean); or nearer to the clean ones, half way
 * to where nearly all of the others lie, as far as no more than 1 clean one in 200 then lies beyond. What lies where is told
 * by vectors that the line was not fitted to (4 folds), as few lie apart in hundreds of dimensions whatever they are. The
 * fewer there are, the more its length costs (1 / their number).
 *
 * Undefined where the two cannot be told apart, or there are too few.
 */
export async function detector(
  triggered: readonly ArrayLike<number>[],
  clean: readonly ArrayLike<number>[],
  { seed, signal, onFit }: Asked,
): Promise<Detector | undefined> {
  if (triggered.length < FOLDS || clean.length < FOLDS) return undefined;
  const options = { ridge: 1 / clean.length, seed, ...(signal && { signal }) };
  const [folds, cleanFolds] = [foldsOf(triggered.length, seed), foldsOf(clean.length, seed + 1)];
  const beyond = new Float64Array(triggered.length);
  const below: number[] = [];
  for (let fold = 0; fold < FOLDS; fold++) {
    onFit?.(fold, FOLDS + 1);
    const line = await logistic(
      triggered.filter((_, at) => folds[at] !== fold),
      clean.filter((_, at) => cleanFolds[at] !== fold),
      options,
    );
    for (const [at, one] of triggered.entries()) if (folds[at] === fold) beyond[at] = logOdds(line, one);
    below.push(...clean.filter((_, at) => cleanFolds[at] === fold).map((one) => logOdds(line, one)));
  }
  onFit?.(FOLDS, FOLDS + 1);
  const line = await logistic(triggered, clean, options);
  const { mean, deviation } = spreadOf(below);
  const sorted = beyond.toSorted();
  const reach = (share: number) => sorted[Math.floor(share * sorted.length)] ?? Number.NaN;
  const edge = mean + DEVIATIONS * deviation;
  const most = reach(REAR);
  if (!(most > edge)) return undefined;
  const nearer = dearest(below).map((value) => Math.max(value, (edge + reach(MISSED)) / 2));
  const way = nearer.length > 0 ? HALF : FEW;
  const threshold = Math.min(edge + way * (most - edge), ...nearer);
  const clear = Math.min(most - threshold, threshold - mean);
  return clear > 0 ? { line: { ...line, bias: line.bias - threshold }, clear } : undefined;
}

/** The value that as many clean vectors exceed as may, where enough are known to tell. */
function dearest(values: readonly number[]): readonly number[] {
  const beyond = Math.floor(MAY_FLAG * values.length);
  return beyond < 1 ? [] : values.toSorted((a, b) => b - a).slice(beyond, beyond + 1);
}

/** Equally many in each fold, at random. */
function foldsOf(count: number, seed: number): readonly number[] {
  const random = seededRandom(seed);
  const folds = Array.from({ length: count }, (_, at) => at % FOLDS);
  for (let at = count - 1; at > 0; at--) {
    const other = random.below(at + 1);
    [folds[at], folds[other]] = [folds[other] ?? 0, folds[at] ?? 0];
  }
  return folds;
}

function spreadOf(values: readonly number[]) {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const square = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length;
  return { mean, deviation: Math.sqrt(square) };
}
