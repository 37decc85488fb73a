/** The items of all pages, `most` of them at most. Throws the signal's reason between two pages. */
export async function allPages<T>(
  pages: AsyncIterable<{ readonly data: readonly T[] }>,
  most: number,
  signal: AbortSignal,
): Promise<T[]> {
  const found: T[] = [];
  for await (const { data } of pages) {
    found.push(...data);
    if (found.length >= most) return found.slice(0, most);
    signal.throwIfAborted();
  }
  return found;
}
