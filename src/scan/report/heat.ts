import type { ScoredElement } from '../../defense/outcome.ts';

/** Below this suspicion nothing is hot, however cold the rest is. */
const LEAST = 0.05;

/**
 * How hot each UTF-16 code unit of a function is, in [0, 1]: the suspicion of the smallest element that it belongs to, as
 * a share of the highest suspicion.
 */
export function heat(length: number, elements: readonly ScoredElement[]): Float32Array {
  const highest = elements.reduce((most, { suspicion }) => Math.max(most, suspicion), LEAST);
  const hot = new Float32Array(length);
  const extent = ({ element }: ScoredElement) =>
    element.ranges.reduce((sum, [from, to]) => sum + to - from, 0) / element.ranges.length;
  for (const scored of elements.toSorted((a, b) => extent(b) - extent(a))) {
    for (const [from, to] of scored.element.ranges) hot.fill(scored.suspicion / highest, from, to);
  }
  return hot;
}
