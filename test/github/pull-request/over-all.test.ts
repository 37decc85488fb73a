import { setImmediate as turn } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { overAll } from '../../../src/github/pull-request/over-all.ts';

const ITEMS = Array.from({ length: 50 }, (_, index) => index);

test('the answers come in the order of the items, a few at a time', async () => {
  let running = 0;
  let most = 0;
  const answers = await overAll(ITEMS, 4, async (item) => {
    running += 1;
    most = Math.max(most, running);
    await turn();
    running -= 1;
    return -item;
  });
  expect(answers).toEqual(ITEMS.map((item) => -item));
  expect(most).toBe(4);
});

test('after a failure nothing more is begun', async () => {
  let begun = 0;
  const all = overAll(ITEMS, 4, async (item) => {
    begun += 1;
    await turn();
    if (item === 0) throw new Error('a rate limit');
  });
  await expect(all).rejects.toThrow('a rate limit');
  for (let turns = 0; turns < 100; turns += 1) await turn();
  // What was under way comes to its end.
  expect(begun).toBeLessThan(8);
});
