/**
 * What the statistic weighs. Beyond the papers: a statement that encloses the most suspicious element is left out. Taking
 * it away takes that element away too, so the two would share one guilt, and neither would stand out: a name that is
 * declared and used in one statement hid behind it. Of equals the enclosed one is the most suspicious. Everything where
 * fewer than two would be left.
 */
export function weighed<T>(
  elements: readonly T[],
  weight: (element: T) => number,
  encloses: (whole: T, part: T) => boolean,
): readonly T[] {
  let top: T | undefined;
  for (const element of elements) {
    const more = top === undefined ? 1 : weight(element) - weight(top);
    if (top === undefined || more > 0 || (more === 0 && encloses(top, element))) top = element;
  }
  if (top === undefined) return elements;
  const suspect = top;
  const apart = elements.filter((element) => !encloses(element, suspect));
  return apart.length < 2 ? elements : apart;
}
