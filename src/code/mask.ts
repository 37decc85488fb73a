import type { Range } from './edit.ts';
import type { Element } from './element.ts';
import type { Hole, MaskedCode } from './masked-code.ts';

/**
 * A text with holes where the elements stood. `one` and `unknown`: a hole for each range. `each`: a hole for each token
 * of the element, so that keywords and punctuation stay. Where elements overlap (a name within a statement), the hole
 * that begins first and is longest stays.
 */
export function mask(text: string, elements: readonly Element[], as: Hole['as']): MaskedCode {
  const ranges = elements
    .flatMap((element) => (as === 'each' ? element.tokens : element.ranges))
    .sort((a, b) => a[0] - b[0] || b[1] - a[1]);
  return cut(text, ranges, (hidden) => ({ hidden, as }));
}

function cut(text: string, ranges: readonly Range[], hole: (hidden: string) => Hole): MaskedCode {
  const pieces: (string | Hole)[] = [];
  let at = 0;
  for (const [from, to] of ranges) {
    if (from < at) continue;
    if (from > at) pieces.push(text.slice(at, from));
    pieces.push(hole(text.slice(from, to)));
    at = to;
  }
  if (at < text.length || pieces.length === 0) pieces.push(text.slice(at));
  return pieces;
}
