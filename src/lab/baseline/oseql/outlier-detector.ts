/** For each of the values whether it is an outlier among them. */
export type OutlierDetector = (values: readonly number[]) => readonly boolean[];

/** Share of the values that the two detectors that learn from them take for outliers. */
export const CONTAMINATION = 0.05;
