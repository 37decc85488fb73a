/** Does the same for all items, a few at a time. The answers come in the order of the items. */
export async function overAll<T, Out>(
  items: readonly T[],
  atOnce: number,
  act: (item: T) => Promise<Out>,
): Promise<Out[]> {
  const answers: Out[] = [];
  const left = items.entries();
  const work = async () => {
    for (const [index, item] of left) answers[index] = await act(item);
  };
  await Promise.all(Array.from({ length: atOnce }, work));
  return answers;
}
