import type { Range } from '../code/edit.ts';
import type { Element } from '../code/element.ts';

/**
 * The text from shortly before an element on, and the element in it, so that an infill model with a window of
 * `maxLength` tokens sees the element wherever it stands. A text whose element stands near its start stays whole.
 */
export function excerpt(
  text: string,
  element: Element,
  maxLength: number,
): { text: string; element: Element } {
  const start = element.ranges[0]?.[0] ?? 0;
  // A token has about three units: two thirds of the window are left for the element and what follows.
  if (start <= maxLength) return { text, element };
  const from = text.lastIndexOf('\n', start - maxLength) + 1;
  const shift = (ranges: readonly Range[]) => ranges.map(([a, b]): Range => [a - from, b - from]);
  return {
    text: text.slice(from),
    element: { ...element, ranges: shift(element.ranges), tokens: shift(element.tokens) },
  };
}
