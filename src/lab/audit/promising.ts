import type { Leaning } from '../../model/onnx/protocol.ts';
import type { Fragment } from './fragments.ts';
import type { Promising } from './proposals.ts';

/**
 * By the gradient: for each part the fragments that lower the loss most, to first order, best first. (Greedy coordinate
 * gradient; the published code draws among the best 64.)
 */
export function byGradient(
  { parts, changes }: Leaning,
  fragments: readonly Fragment[],
  top: number,
): Promising {
  const width = changes.length / Math.max(1, parts.length);
  const known = new Map<number, readonly Fragment[]>();
  return (part) => {
    let best = known.get(part);
    if (best === undefined) {
      const change = ({ id }: Fragment) => (id < width ? (changes[part * width + id] ?? 0) : 0);
      best = fragments.toSorted((a, b) => change(a) - change(b)).slice(0, top);
      known.set(part, best);
    }
    return best;
  };
}
