import type { Leaning } from '../../model/onnx/protocol.ts';
import type { Fragment } from './fragments.ts';

/** A fragment in the place of a part of a slot's word, and by how much that changes the loss, to first order. */
export interface Promised {
  readonly slot: number;
  readonly part: number;
  readonly fragment: Fragment;
  readonly change: number;
}

/**
 * By the gradient: for each part of the word in a slot the fragments that lower the loss most, to first order, best first.
 * (Greedy coordinate gradient; the published code draws among the best 64.)
 */
export function byGradient(
  { parts, changes }: Leaning,
  slot: number,
  fragments: readonly Fragment[],
  top: number,
): readonly Promised[] {
  const width = changes.length / Math.max(1, parts.length);
  return parts.flatMap((_, part) => {
    const change = ({ id }: Fragment) => (id < width ? (changes[part * width + id] ?? 0) : 0);
    return fragments
      .toSorted((a, b) => change(a) - change(b))
      .slice(0, top)
      .map((fragment) => ({ slot, part, fragment, change: change(fragment) }));
  });
}
