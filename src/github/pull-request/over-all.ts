/** Does the same for all items, a few at a time. The answers come in the order of the items. The first failure ends it. */
export async function overAll<T, Out>(
  items: readonly T[],
  atOnce: number,
  act: (item: T) => Promise<Out>,
): Promise<Out[]> {
  const answers: Out[] = [];
  const left = items.entries();
  let failed = false;
  const work = async () => {
    for (const [index, item] of left) {
      if (failed) return;
      try {
        answers[index] = await act(item);
      } catch (error) {
        failed = true;
        throw error;
      }
    }
  };
  await Promise.all(Array.from({ length: atOnce }, work));
  return answers;
}
