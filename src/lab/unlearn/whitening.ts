import { setImmediate } from 'node:timers/promises';
import { CholeskyDecomposition, Matrix } from 'ml-matrix';
import type { Line } from './logistic.ts';

/** So far the covariance goes to that of numbers that are spread alike and know nothing of each other. */
const SHRINKAGE = 0.5;
/** Vectors worked on before what waits for the processor, Ctrl-C among it, comes first. */
const TOGETHER = 256;

/** Other coordinates, in which what two classes have in common is spread alike in all directions. */
export interface Whitening {
  whitened(vectors: readonly ArrayLike<number>[]): Promise<readonly Float64Array[]>;
  /** A line of these coordinates, as one of the vectors as they were. */
  line(line: Line): Line;
}

/**
 * Whitens by the covariance that two classes have in common, and that is shrunk, as with fewer vectors than numbers in one
 * there is no other; 0 is half way between their means. Rejects with the signal's reason.
 *
 * @param positive vectors of one length; not empty, as the others
 */
export async function whitening(
  positive: readonly ArrayLike<number>[],
  negative: readonly ArrayLike<number>[],
  signal?: AbortSignal,
): Promise<Whitening> {
  const [one, other] = [await momentsOf(positive, signal), await momentsOf(negative, signal)];
  const common = one.covariance.add(other.covariance).mul(0.5);
  const width = common.rows;
  const alike = (SHRINKAGE * common.trace()) / width;
  common.mul(1 - SHRINKAGE);
  // Where nothing varies any coordinates will do.
  for (let at = 0; at < width; at++) common.set(at, at, common.get(at, at) + (alike > 0 ? alike : 1));
  const lower = new CholeskyDecomposition(common).lowerTriangularMatrix
    .to2DArray()
    .map((row) => Float64Array.from(row));
  const middle = one.mean.map((value, at) => (value + (other.mean[at] ?? 0)) / 2);
  return {
    async whitened(vectors) {
      const found: Float64Array[] = [];
      for (const vector of vectors) {
        if (found.length % TOGETHER === 0) await breathe(signal);
        found.push(
          forward(
            lower,
            Float64Array.from(vector, (value, at) => value - (middle[at] ?? 0)),
          ),
        );
      }
      return found;
    },
    line({ weights, bias }) {
      const own = backward(lower, weights);
      return { weights: own, bias: own.reduce((sum, weight, at) => sum - weight * (middle[at] ?? 0), bias) };
    },
  };
}

/** The mean of vectors, and their covariance. */
async function momentsOf(vectors: readonly ArrayLike<number>[], signal?: AbortSignal) {
  const width = vectors[0]?.length ?? 0;
  const mean = new Float64Array(width);
  for (const vector of vectors) {
    for (let at = 0; at < width; at++) mean[at] = (mean[at] ?? 0) + (vector[at] ?? 0) / vectors.length;
  }
  const covariance = Matrix.zeros(width, width);
  for (let from = 0; from < vectors.length; from += TOGETHER) {
    await breathe(signal);
    const rows = vectors
      .slice(from, from + TOGETHER)
      .map((vector) => Float64Array.from(vector, (value, at) => value - (mean[at] ?? 0)));
    const centred = new Matrix(rows);
    covariance.add(centred.transpose().mmul(centred).div(vectors.length));
  }
  return { mean, covariance };
}

/** The x of L x = b. */
function forward(lower: readonly Float64Array[], b: Float64Array): Float64Array {
  for (const [at, row] of lower.entries()) {
    let sum = b[at] ?? 0;
    for (let other = 0; other < at; other++) sum -= (row[other] ?? 0) * (b[other] ?? 0);
    b[at] = sum / (row[at] ?? 1);
  }
  return b;
}

/** The x of Lᵀ x = b. */
function backward(lower: readonly Float64Array[], b: Float64Array): Float64Array {
  const x = b.slice();
  for (let at = lower.length - 1; at >= 0; at--) {
    let sum = x[at] ?? 0;
    for (let other = at + 1; other < lower.length; other++)
      sum -= (lower[other]?.[at] ?? 0) * (x[other] ?? 0);
    x[at] = sum / (lower[at]?.[at] ?? 1);
  }
  return x;
}

async function breathe(signal?: AbortSignal): Promise<void> {
  await setImmediate();
  signal?.throwIfAborted();
}
