import { expect, test } from 'vitest';
import { draw } from '../../../src/lab/redteam/draw.ts';

const items = Array.from({ length: 100 }, (_, at) => at);

test.each([
  [0, 0],
  [7, 7],
  [100, 100],
  [500, 100],
])('%i are asked for: %i, each once, in their order', (count, drawn) => {
  const found = draw(items, count, 1);
  expect(found).toHaveLength(drawn);
  expect(found).toEqual([...new Set(found)].sort((a, b) => a - b));
});

test('the seed alone decides', () => {
  expect(draw(items, 10, 5)).toEqual(draw(items, 10, 5));
  expect(draw(items, 10, 5)).not.toEqual(draw(items, 10, 6));
});

test('each is drawn about as often', () => {
  const often = new Map<number, number>();
  for (let seed = 0; seed < 1000; seed += 1) {
    for (const item of draw(items.slice(0, 10), 3, seed)) often.set(item, (often.get(item) ?? 0) + 1);
  }
  for (const count of often.values()) expect(Math.abs(count - 300)).toBeLessThan(75);
});
