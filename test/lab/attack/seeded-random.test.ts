import { expect, test } from 'vitest';
import { seededRandom } from '../../../src/lab/attack/seeded-random.ts';

test('a seed always gives the same draws', () => {
  const random = seededRandom(12345);
  expect([random.below(10), random.below(1000), random.below(2 ** 32), random.unit()]).toMatchInlineSnapshot(`
    [
      2,
      920,
      2147283786,
      0.06802391514132478,
    ]
  `);
});
