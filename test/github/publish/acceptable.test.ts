import fc from 'fast-check';
import { expect, test } from 'vitest';
import { acceptable } from '../../../src/github/publish/acceptable.ts';

test('the bad ones are told apart from the good ones', async () => {
  const numbers = fc.uniqueArray(fc.nat(), { maxLength: 100 });
  await fc.assert(
    fc.asyncProperty(numbers, fc.nat({ max: 3 }), async (items, count) => {
      const bad = new Set(items.filter((_, index) => index % 17 === 5).slice(0, count));
      const good = await acceptable(items, async (some) => !some.some((item) => bad.has(item)));
      // A single item needs no question: all together were refused.
      if (items.length > 1) expect(good).toEqual(items.filter((item) => !bad.has(item)));
    }),
    { numRuns: 50 },
  );
});

test('where everything is refused it stops asking', async () => {
  let asked = 0;
  const refuse = async () => {
    asked += 1;
    return false;
  };
  expect(await acceptable(Array.from({ length: 100 }), refuse)).toEqual([]);
  expect(asked).toBe(40);
});
