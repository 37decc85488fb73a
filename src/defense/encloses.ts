import type { Range } from '../code/edit.ts';
import type { Element } from '../code/element.ts';
import { lowerBound } from '../code/lower-bound.ts';

/**
 * Whether the part lies in the whole, a statement, and is less than it: taking the whole away takes the part away too, or
 * of a statement that stands in several places at least one of them.
 */
export function encloses(whole: Element, part: Element): boolean {
  if (whole.kind !== 'statement') return false;
  if (part.kind !== 'statement')
    return part.ranges.every((range) => around(whole.ranges, range) !== undefined);
  return part.ranges.some(([from, to]) => {
    const place = around(whole.ranges, [from, to]);
    return place !== undefined && place[1] - place[0] > to - from;
  });
}

/**
 * The statements that enclose each element, where some do. The elements of a function: of two places of its statements one
 * lies in the other, or they are apart.
 */
export function enclosers(elements: readonly Element[]): ReadonlyMap<Element, ReadonlySet<Element>> {
  const places = elements
    .filter(({ kind }) => kind === 'statement')
    .flatMap((element) => element.ranges.map(([from, to]) => ({ element, from, to })))
    .sort((a, b) => a.from - b.from || b.to - a.to);
  const asked = elements
    .flatMap((part) =>
      (part.kind === 'statement' ? part.ranges : part.ranges.slice(0, 1)).map(([from, to]) => ({
        part,
        from,
        to,
      })),
    )
    .sort((a, b) => a.from - b.from);
  const found = new Map<Element, Set<Element>>();
  const open: typeof places = [];
  const close = (at: number) => {
    while ((open.at(-1)?.to ?? Number.POSITIVE_INFINITY) <= at) open.pop();
  };
  let next = 0;
  for (const { part, from, to } of asked) {
    for (let place = places[next]; place !== undefined && place.from <= from; place = places[next]) {
      close(place.from);
      open.push(place);
      next += 1;
    }
    close(from);
    for (const place of open) {
      const isWithin =
        part.kind === 'statement' ? place.to - place.from > to - from : encloses(place.element, part);
      if (isWithin) found.set(part, (found.get(part) ?? new Set()).add(place.element));
    }
  }
  return found;
}

/** The place that the range lies in. */
function around(places: readonly Range[], [from, to]: Range): Range | undefined {
  const place = places[lowerBound(places.length, (index) => (places[index]?.[1] ?? 0) >= to)];
  return place !== undefined && place[0] <= from ? place : undefined;
}

/** Where the first of the ranges begins. */
export function start(ranges: readonly Range[]): number {
  return ranges[0]?.[0] ?? 0;
}

/** Where the last of the ranges ends. */
export function end(ranges: readonly Range[]): number {
  return ranges.at(-1)?.[1] ?? 0;
}
