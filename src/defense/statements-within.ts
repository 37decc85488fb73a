import type { Element } from '../code/element.ts';

/** The statements inside an element at any depth, the outer ones before the inner, at most `limit`. */
export function statementsWithin(element: Element, limit: number): readonly Element[] {
  const found: Element[] = [];
  let level = element.inner;
  while (level.length > 0 && found.length < limit) {
    for (const statement of level) {
      if (found.length < limit) found.push(statement);
    }
    level = level.flatMap(({ inner }) => inner);
  }
  return found;
}
