import { EVD, Matrix } from 'ml-matrix';

/** A direction in which rows differ. */
export interface Axis {
  /** Variance of the rows along it, of n − 1 degrees of freedom. */
  readonly variance: number;
  /** Where each row stands along it, from their mean. Its sign is arbitrary. */
  readonly places: Float64Array;
}

/**
 * The directions in which rows of numbers differ most, the first the most; fewer than asked for where there are no more.
 * @throws RangeError where rows are not of one length or hold something that is no number
 */
export function principalAxes(rows: readonly Float32Array[], count: number): readonly Axis[] {
  if (rows.length < 2) return [];
  const centred = centre(rows);
  const wide = centred.columns > centred.rows;
  // Both have the same eigenvalues; the smaller one is quicker.
  const products = productsOf(wide ? centred : centred.transpose());
  const { realEigenvalues, eigenvectorMatrix } = new EVD(products, { assumeSymmetric: true });
  return realEigenvalues
    .map((value, at) => ({ value, at }))
    .sort((a, b) => b.value - a.value)
    .slice(0, count)
    .filter(({ value }) => value > 0)
    .map(({ value, at }) => {
      const vector = eigenvectorMatrix.getColumnVector(at);
      const places = wide ? vector.mul(Math.sqrt(value)) : centred.mmul(vector);
      return { variance: value / (rows.length - 1), places: Float64Array.from(places.to1DArray()) };
    });
}

function centre(rows: readonly Float32Array[]): Matrix {
  const width = rows[0]?.length ?? 0;
  const sound = rows.every((row) => row.length === width && row.every(Number.isFinite));
  if (!sound) throw new RangeError('representations are rows of numbers, of one length');
  const matrix = new Matrix(rows.map((row) => Array.from(row)));
  return matrix.subRowVector(matrix.mean('column'));
}

/** The scalar product of each row with each. */
function productsOf(matrix: Matrix): Matrix {
  const rows = matrix.to2DArray().map((row) => Float64Array.from(row));
  const products = Matrix.zeros(rows.length, rows.length);
  for (const [i, one] of rows.entries()) {
    for (const [j, two] of rows.slice(0, i + 1).entries()) {
      let sum = 0;
      for (let at = 0; at < one.length; at++) sum += (one[at] ?? 0) * (two[at] ?? 0);
      products.set(i, j, sum).set(j, i, sum);
    }
  }
  return products;
}
