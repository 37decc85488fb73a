import { expect, test } from 'vitest';
import { bar } from '../../../src/scan/report/bar.ts';

test.each([
  [0, '    '],
  [0.0001, '▏   '],
  [0.5, '██  '],
  [0.53125, '██▏ '],
  [1, '████'],
  [7, '████'],
  [-1, '    '],
])('a share of %d', (share, drawn) => {
  expect(bar(share, 4)).toBe(drawn);
});
