import { expect, test } from 'vitest';
import { answersAgain } from '../../../src/github/queue/answers-again.ts';

test('a database that is away is asked by one for all, and again when it has gone once more', async () => {
  let asked = 0;
  let away = 3;
  const back = answersAgain(async () => {
    asked++;
    if (away-- > 0) throw new Error('the database system is starting up');
  });
  await Promise.all(Array.from({ length: 100 }, back));
  expect(asked).toBe(4);
  away = 1;
  await Promise.all([back(), back()]);
  expect(asked).toBe(6);
});
