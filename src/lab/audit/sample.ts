import type { Range } from '../../code/edit.ts';
import type { MaskedCode } from '../../code/masked-code.ts';

/** A clean function, with the places of the name on which the victim's answer hangs most. */
export interface Sample {
  /** As far as the victim can see it. */
  readonly text: string;
  readonly name: string;
  /** Every place of the name, without marks such as PHP's `$`. Sorted, disjoint, not empty. */
  readonly places: readonly Range[];
  /** The victim's probabilities for the function as it is. */
  readonly plain: readonly number[];
}

/** The function with another name in these places. */
export function planted({ text, places }: Pick<Sample, 'text' | 'places'>, name: string): string {
  return pieces(text, places)
    .map((piece) => piece ?? name)
    .join('');
}

/** The function with a hole in each of these places. */
export function holed({ text, places, name }: Pick<Sample, 'text' | 'places' | 'name'>): MaskedCode {
  return pieces(text, places).map((piece) => piece ?? { hidden: name, as: 'unknown' });
}

/** The text cut at the places, with undefined for each. */
function pieces(text: string, places: readonly Range[]): (string | undefined)[] {
  const found: (string | undefined)[] = [];
  let at = 0;
  for (const [from, to] of places) {
    found.push(text.slice(at, from), undefined);
    at = to;
  }
  return [...found, text.slice(at)];
}
