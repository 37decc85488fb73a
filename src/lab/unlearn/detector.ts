import { seededRandom } from '../attack/seeded-random.ts';
import { type Line, logistic, logOdds } from './logistic.ts';

/** Tells vectors with a trigger in them from clean ones. */
export interface Detector {
  /** More than 0 where there is a trigger. */
  readonly line: Line;
  /** Its value where most of those with one lie; more than 0. */
  readonly beyond: number;
}

interface Asked {
  readonly seed: number;
  readonly signal?: AbortSignal;
  readonly onFit?: (done: number, total: number) => void;
}

const FOLDS = 4;
/** Of clean vectors 1 in 200 lies beyond so many standard deviations, where they are spread normally. */
const DEVIATIONS = 2.58;
/** Of many clean vectors so many may lie beyond the line: a stricter one would miss triggers to no purpose. */
const MAY_FLAG = 0.005;
/** Share of those with a trigger that is not looked at: it may stand where little is read. */
const REAR = 0.4;

/**
 * A line between clean vectors and those with a trigger in them, half way from where only 1 clean one in 200 is left to
 * where most of the others lie, or nearer to the clean ones where hardly any lie beyond. What lies where is told by vectors
 * that the line was not fitted to (4 folds), as few lie apart in hundreds of dimensions whatever they are. The fewer there
 * are, the more its length costs (1 / their number).
 *
 * Undefined where the two cannot be told apart, or there are too few.
 *
 * @param triggers vectors of each trigger
 */
export async function detector(
  triggers: readonly (readonly ArrayLike<number>[])[],
  clean: readonly ArrayLike<number>[],
  { seed, signal, onFit }: Asked,
): Promise<Detector | undefined> {
  const triggered = triggers.flat();
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
  // The weakest trigger decides: another would not be told where it stands beside a strong one.
  let from = 0;
  const most = Math.min(
    ...triggers.map(({ length }) => {
      const own = beyond.slice(from, from + length).sort();
      from += length;
      return own[Math.floor(REAR * length)] ?? Number.POSITIVE_INFINITY;
    }),
  );
  const edge = mean + DEVIATIONS * deviation;
  if (!(most > edge)) return undefined;
  const threshold = Math.min((edge + most) / 2, ...dearest(below));
  return { line: { ...line, bias: line.bias - threshold }, beyond: most - threshold };
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
