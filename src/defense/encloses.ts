import type { Range } from '../code/edit.ts';
import type { Element } from '../code/element.ts';

/** Whether all of the part lies in the whole, a statement, and is less than it: taking the whole away takes the part away too. */
export function encloses(whole: Element, part: Element): boolean {
  if (whole.kind !== 'statement') return false;
  const [one, two] = [part.ranges, whole.ranges];
  const smaller = start(one) > start(two) || end(one) < end(two) || part.kind !== 'statement';
  return smaller && start(one) >= start(two) && end(one) <= end(two);
}

/** The statement that encloses each element, where one does. The elements of a function, in order of position: none of its statements overlap. */
export function enclosers(elements: readonly Element[]): ReadonlyMap<Element, Element> {
  const found = new Map<Element, Element>();
  let statement: Element | undefined;
  for (const element of elements) {
    if (statement !== undefined && encloses(statement, element)) found.set(element, statement);
    else if (element.kind === 'statement') statement = element;
  }
  return found;
}

/** Where the first of the ranges begins. */
export function start(ranges: readonly Range[]): number {
  return ranges[0]?.[0] ?? 0;
}

/** Where the last of the ranges ends. */
export function end(ranges: readonly Range[]): number {
  return ranges.at(-1)?.[1] ?? 0;
}
