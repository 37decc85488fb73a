import { CONTAMINATION, type OutlierDetector } from './outlier-detector.ts';
import { percentile } from './percentile.ts';

/** Quantiles of the χ² distribution with one degree of freedom. */
const HALF = 0.45493642311957283;
const NEARLY_ALL = 5.023886187314888;

/**
 * What lies furthest from the mean, as scikit-learn's EllipticEnvelope with all values as support has it: the mean is
 * taken again without the values that lie too far from the first one.
 */
export const ellipticEnvelope: OutlierDetector = (values) => {
  const distances = squaresFrom(meanOf(values), values);
  const scale = percentile(distances, 0.5) / HALF;
  const near = values.filter((_, at) => (distances[at] ?? 0) < NEARLY_ALL * scale);
  const again = squaresFrom(meanOf(near), values);
  const limit = percentile(again, 1 - CONTAMINATION);
  return again.map((distance) => distance > limit);
};

function meanOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

function squaresFrom(mean: number, values: readonly number[]): readonly number[] {
  return values.map((value) => (value - mean) ** 2);
}
