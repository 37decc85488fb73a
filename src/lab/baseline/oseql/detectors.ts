import { seededRandom } from '../../attack/seeded-random.ts';
import { ellipticEnvelope } from './elliptic-envelope.ts';
import { interquartileRange } from './interquartile-range.ts';
import { isolationForest } from './isolation-forest.ts';
import type { OutlierDetector } from './outlier-detector.ts';

/** Says which of the values is what an attacker put in, or that none is. */
export type LineDetector = (values: readonly number[]) => number | undefined;

export type LineDetectorName = 'interquartile range' | 'isolation forest' | 'elliptic envelope' | 'ensemble';

const one: Readonly<Record<Exclude<LineDetectorName, 'ensemble'>, LineDetector>> = {
  'elliptic envelope': (values) => flipping(ellipticEnvelope, values),
  'interquartile range': (values) => flipping(interquartileRange, values),
  'isolation forest': (values) => flipping(isolationForest, values),
};

/** The detectors and what most of them say; where all three differ, what one of them says, drawn with the seed. */
export function lineDetector(name: LineDetectorName, seed: number): LineDetector {
  if (name !== 'ensemble') return one[name];
  const random = seededRandom(seed);
  return (values) => {
    const said = Object.values(one).map((detector) => detector(values));
    const twice = said.findIndex((each, at) => said.indexOf(each) !== at);
    return said[twice >= 0 ? twice : random.below(said.length)];
  };
}

/** The first of the highest outliers, if the other label is then the more likely one. */
function flipping(detector: OutlierDetector, values: readonly number[]): number | undefined {
  let highest: number | undefined;
  for (const [at, is] of detector(values).entries()) {
    if (is && (highest === undefined || (values[at] ?? 0) > (values[highest] ?? 0))) highest = at;
  }
  return highest !== undefined && (values[highest] ?? 0) >= 0.5 ? highest : undefined;
}
