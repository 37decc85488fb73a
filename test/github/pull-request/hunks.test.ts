import { expect, test } from 'vitest';
import { comparing } from '../../../src/github/pull-request/hunks.ts';

const lines = (salt: number) =>
  Array.from({ length: 5_000 }, (_, at) => `${(at * 7919 * salt) % 99_991}\n`).join('');

test('all the files of a pull request together are compared no longer than its patience', () => {
  const between = comparing(200);
  expect(between('a\n', 'b\n')).toHaveLength(1);
  expect(between(lines(3), lines(5))).toBeUndefined();
  expect(between('a\nb\n', 'b\na\n')).toBeUndefined();
  expect(between('', 'a\n')).toHaveLength(1);
});
