import { expect, test } from 'vitest';
import type { Range } from '../../../src/code/edit.ts';
import { heat } from '../../../src/scan/report/heat.ts';

const scored = (suspicion: number, ...ranges: Range[]) => ({
  element: { kind: 'statement' as const, text: '', ranges, tokens: [], inner: [] },
  suspicion,
  rise: 0,
  inWindow: true,
});

test.each([
  ['no elements', [], [0, 0, 0, 0]],
  ['the smallest element counts', [scored(0.5, [1, 2]), scored(1, [0, 4])], [1, 0.5, 1, 1]],
  ['all places of a name', [scored(1, [0, 1], [3, 4])], [1, 0, 0, 1]],
  ['a share of the highest', [scored(2, [0, 1]), scored(1, [1, 2])], [1, 0.5, 0, 0]],
  ['next to nothing stays cold', [scored(0.0125, [0, 1])], [0.25, 0, 0, 0]],
])('%s', (_what, elements, expected) => {
  expect([...heat(4, elements)]).toEqual(expected);
});
