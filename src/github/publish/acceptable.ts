/** Questions that are asked, at most: each of them writes something at GitHub. */
const MOST_QUESTIONS = 40;

/**
 * Those of some items, known not to be taken all together, that are taken: halves are asked about until the bad ones stand
 * alone. When too many questions were asked, what is not known to be good counts as bad.
 */
export async function acceptable<T>(
  items: readonly T[],
  isTaken: (some: readonly T[]) => Promise<boolean>,
): Promise<T[]> {
  const good = new Set<T>();
  const open = halves(items);
  for (let asked = 0; asked < MOST_QUESTIONS; asked++) {
    const part = open.shift();
    if (part === undefined) break;
    if (await isTaken(part)) for (const item of part) good.add(item);
    else open.push(...halves(part));
  }
  return items.filter((item) => good.has(item));
}

function halves<T>(items: readonly T[]): (readonly T[])[] {
  const middle = Math.ceil(items.length / 2);
  return items.length < 2 ? [] : [items.slice(0, middle), items.slice(middle)];
}
