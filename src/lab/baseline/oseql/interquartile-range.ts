import type { OutlierDetector } from './outlier-detector.ts';
import { percentile } from './percentile.ts';

/** What lies further from the middle half of the values than 1.5 times its width. */
export const interquartileRange: OutlierDetector = (values) => {
  const [low, high] = [percentile(values, 0.25), percentile(values, 0.75)];
  const reach = 1.5 * (high - low);
  return values.map((value) => value < low - reach || value > high + reach);
};
