import { KEPT_SHARE } from './defaults.ts';

/**
 * What the statistic weighs. Beyond the papers: what encloses the suspect is left out. Taking it away takes the suspect away
 * too, so the two would share one guilt, and neither would stand out: a name that is declared and used in
 * one statement hid behind it. Everything where fewer than two would be left.
 */
export function weighed<T>(
  elements: readonly T[],
  weight: (element: T) => number,
  encloses: (whole: T, part: T) => boolean,
): readonly T[] {
  const named = suspect(elements, weight, encloses);
  const apart = named === undefined ? elements : elements.filter((element) => !encloses(element, named));
  return apart.length < 2 ? elements : apart;
}

/**
 * The element of most weight, or the heaviest that it encloses where that keeps 80% of it: which is what `localise` names
 * of them. Where nothing has weight, none.
 */
function suspect<T>(
  elements: readonly T[],
  weight: (element: T) => number,
  encloses: (whole: T, part: T) => boolean,
): T | undefined {
  const top = heaviest(elements, weight);
  if (top === undefined || weight(top) <= 0) return undefined;
  const least = KEPT_SHARE * weight(top);
  const parts = elements.filter((element) => weight(element) >= least && encloses(top, element));
  return heaviest(parts, weight) ?? top;
}

/** Of equals the first. */
function heaviest<T>(elements: readonly T[], weight: (element: T) => number): T | undefined {
  let best: T | undefined;
  for (const element of elements) {
    if (best === undefined || weight(element) > weight(best)) best = element;
  }
  return best;
}
