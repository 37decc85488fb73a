import { setImmediate } from 'node:timers/promises';
import { seededRandom } from '../attack/seeded-random.ts';

/** A linear function of a vector: `weights · vector + bias`. */
export interface Line {
  readonly weights: Float64Array;
  readonly bias: number;
}

interface Asked {
  /** What the squared length of the weights costs, beside the mean loss. */
  readonly ridge: number;
  readonly seed: number;
  readonly signal?: AbortSignal;
}

/** Of the positive vectors and of the negative ones, each step. */
const BATCH = 32;
const STEPS = 1_500;
/** The largest step of a weight, nearly, falling to nothing in a straight line. */
const RATE = 0.02;
const BETA = { mean: 0.9, square: 0.999 } as const;
const TINY = 1e-8;

/**
 * Ridge logistic regression of two classes that count alike, by Adam: the line whose value is the log-odds of being
 * positive. The seed alone decides. Rejects with the signal's reason.
 *
 * @param positive vectors of one length; not empty, as the others
 */
export async function logistic(
  positive: readonly ArrayLike<number>[],
  negative: readonly ArrayLike<number>[],
  { ridge, seed, signal }: Asked,
): Promise<Line> {
  const random = seededRandom(seed);
  const width = positive[0]?.length ?? 0;
  // The bias is the last weight, of an input that is always 1.
  const now = new Float64Array(width + 1);
  const [slope, mean, square] = [now.slice(), now.slice(), now.slice()];
  for (let step = 1; step <= STEPS; step++) {
    if (step % 50 === 0) {
      // What waits for the processor, Ctrl-C among it, comes first.
      await setImmediate();
      signal?.throwIfAborted();
    }
    for (let at = 0; at < width; at++) slope[at] = 2 * ridge * (now[at] ?? 0);
    slope[width] = 0;
    for (let drawn = 0; drawn < BATCH; drawn++) {
      add(positive[random.below(positive.length)] ?? [], 1);
      add(negative[random.below(negative.length)] ?? [], 0);
    }
    move(RATE * (1 - (step - 1) / STEPS), step);
  }
  return { weights: now.subarray(0, width), bias: now[width] ?? 0 };

  function add(vector: ArrayLike<number>, wanted: number): void {
    let sum = now[width] ?? 0;
    for (let at = 0; at < width; at++) sum += (now[at] ?? 0) * (vector[at] ?? 0);
    const told = (1 / (1 + Math.exp(-sum)) - wanted) / (2 * BATCH);
    for (let at = 0; at < width; at++) slope[at] = (slope[at] ?? 0) + told * (vector[at] ?? 0);
    slope[width] = (slope[width] ?? 0) + told;
  }

  function move(size: number, step: number): void {
    const [low, high] = [1 - BETA.mean ** step, 1 - BETA.square ** step];
    for (let at = 0; at <= width; at++) {
      const s = slope[at] ?? 0;
      const m = BETA.mean * (mean[at] ?? 0) + (1 - BETA.mean) * s;
      const q = BETA.square * (square[at] ?? 0) + (1 - BETA.square) * s * s;
      mean[at] = m;
      square[at] = q;
      now[at] = (now[at] ?? 0) - (size * m) / low / (Math.sqrt(q / high) + TINY);
    }
  }
}

export function logOdds({ weights, bias }: Line, vector: ArrayLike<number>): number {
  let sum = bias;
  for (let at = 0; at < weights.length; at++) sum += (weights[at] ?? 0) * (vector[at] ?? 0);
  return sum;
}
