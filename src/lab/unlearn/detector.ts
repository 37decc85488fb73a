import { seededRandom } from '../attack/seeded-random.ts';
import { type Line, logOdds } from './logistic.ts';
import { separatingLine } from './separating-line.ts';

/** Tells vectors with a trigger in them from clean ones. */
export interface Detector {
  /** More than 0 where there is a trigger. */
  readonly line: Line;
  /** Most of those with one lie at least so far above 0, and the middle of the clean ones at least so far below it; more than 0. */
  readonly clear: number;
}

/** A vector, and which sample it is of: what is of one sample is fitted to together, or not at all. */
export interface OfSample {
  readonly of: number;
  readonly vector: ArrayLike<number>;
}

interface Known {
  readonly triggered: readonly OfSample[];
  /** Each function as it is. */
  readonly clean: readonly OfSample[];
  /** Functions with something in them that is no trigger. */
  readonly plain: readonly OfSample[];
}

interface Asked {
  readonly seed: number;
  readonly signal?: AbortSignal;
  readonly onFit?: (done: number, total: number) => void;
}

const FOLDS = 4;
/** Of clean vectors 1 in 200 lies beyond so many standard deviations, where they are spread normally. */
const DEVIATIONS = 2.58;
/** So much of the way from the clean vectors to the others. Of few clean functions the edge is known badly, so it is more. */
const HALF = 0.5;
const FEW = 0.75;
/** With fewer clean functions they are few. */
const MANY = 200;
/** Of many clean vectors so many may lie beyond a line that moves nearer to them. */
const MAY_FLAG = 0.0025;
/** Of those with a trigger these may lie anywhere: it may stand where little is read. The line is to leave fewer below it. */
const REAR = 0.4;
const MISSED = 0.02;

/**
 * A line between clean vectors (and those with something plain in them) and those with a trigger in them, half way from
 * where only 1 clean one in 200 is left to where most of the others lie (three quarters of it where fewer than 200 functions
 * are clean); or nearer to the clean ones, half way to where nearly all of the others lie, as far as no more than 1 clean one
 * in 400, what is plain among them, then lies beyond. What lies where is told by vectors of samples that the line was not
 * fitted to (4 folds), as few lie apart in hundreds of dimensions whatever they are.
 *
 * Undefined where the two cannot be told apart, or there are too few.
 */
export async function detector(
  { triggered, clean, plain }: Known,
  { seed, signal, onFit }: Asked,
): Promise<Detector | undefined> {
  if (triggered.length < FOLDS || clean.length < FOLDS) return undefined;
  const options = { seed, ...(signal && { signal }) };
  const folds = foldsOf(clean, seed);
  const sound = [...clean, ...plain];
  const vectors = (given: readonly OfSample[], isFit: (fold: number | undefined) => boolean = () => true) =>
    given.flatMap(({ of, vector }) => (isFit(folds.get(of)) ? [vector] : []));
  const [beyond, below]: [number[], number[]] = [[], []];
  for (let fold = 0; fold < FOLDS; fold++) {
    onFit?.(fold, FOLDS + 1);
    const isOther = (one: number | undefined) => one !== fold;
    const isOwn = (one: number | undefined) => one === fold;
    const [some, others] = [vectors(triggered, isOther), vectors(sound, isOther)];
    if (some.length === 0) return undefined;
    const line = await separatingLine(some, others, options);
    beyond.push(...vectors(triggered, isOwn).map((one) => logOdds(line, one)));
    below.push(...vectors(sound, isOwn).map((one) => logOdds(line, one)));
  }
  onFit?.(FOLDS, FOLDS + 1);
  const line = await separatingLine(vectors(triggered), vectors(sound), options);
  const { mean, deviation } = spreadOf(below);
  const sorted = beyond.toSorted((a, b) => a - b);
  const reach = (share: number) => sorted[Math.floor(share * sorted.length)] ?? Number.NaN;
  const edge = mean + DEVIATIONS * deviation;
  const most = reach(REAR);
  if (!(most > edge)) return undefined;
  const isFew = clean.length < MANY;
  const nearer = isFew ? most : Math.max(dearest(below), (edge + reach(MISSED)) / 2);
  const threshold = Math.min(edge + (isFew ? FEW : HALF) * (most - edge), nearer);
  const clear = Math.min(most - threshold, threshold - mean);
  return clear > 0 ? { line: { ...line, bias: line.bias - threshold }, clear } : undefined;
}

/** The value that as many clean vectors exceed as may. */
function dearest(values: readonly number[]): number {
  return values.toSorted((a, b) => b - a)[Math.floor(MAY_FLAG * values.length)] ?? Number.NaN;
}

/** The fold of each function: equally many in each, at random. */
function foldsOf(clean: readonly OfSample[], seed: number): ReadonlyMap<number, number> {
  const random = seededRandom(seed);
  const folds = clean.map((_, at) => at % FOLDS);
  for (let at = folds.length - 1; at > 0; at--) {
    const other = random.below(at + 1);
    [folds[at], folds[other]] = [folds[other] ?? 0, folds[at] ?? 0];
  }
  return new Map(clean.map(({ of }, at) => [of, folds[at] ?? 0]));
}

function spreadOf(values: readonly number[]) {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const square = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length;
  return { mean, deviation: Math.sqrt(square) };
}
