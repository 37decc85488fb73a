import { expect, test } from 'vitest';
import { together } from '../../src/defense/together.ts';

const double = (batches: number[][]) => async (questions: readonly number[]) => {
  batches.push([...questions]);
  return questions.map((question) => question * 2);
};

test('questions of unlike length go out together, and the answers find their way back', async () => {
  const batches: number[][] = [];
  const results = await together([1, 2, 3], double(batches), async (item, ask) => {
    const first = await ask(Array.from({ length: item }, () => item));
    return item === 2 ? first : [...first, ...(await ask([10 * item]))];
  });
  expect(results).toEqual([
    [2, 20],
    [4, 4],
    [6, 6, 6, 60],
  ]);
  expect(batches).toEqual([
    [1, 2, 2, 3, 3, 3],
    [10, 30],
  ]);
});

test('waits for work that does something else in between', async () => {
  const batches: number[][] = [];
  await together([1, 2], double(batches), async (item, ask) => {
    if (item === 1) await new Promise((resolve) => setTimeout(resolve, 5));
    return ask([item]);
  });
  expect(batches).toEqual([[1, 2]]);
});

test('no questions, no answer needed', async () => {
  const batches: number[][] = [];
  expect(await together([1], double(batches), (_, ask) => ask([]))).toEqual([[]]);
  expect(await together([], double(batches), (_, ask) => ask([]))).toEqual([]);
  expect(batches).toEqual([]);
});

test('a failure to answer, or of one piece of work, fails the whole and leaves nobody waiting', async () => {
  const refuse = () => Promise.reject(new Error('no answer'));
  await expect(
    together([1, 2], refuse, (item, ask: (q: readonly number[]) => Promise<readonly number[]>) =>
      ask([item]),
    ),
  ).rejects.toThrow('no answer');
  await expect(
    together([1, 2], double([]), async (item, ask) => {
      if (item === 1) throw new Error('broken');
      return ask([item]);
    }),
  ).rejects.toThrow('broken');
});
