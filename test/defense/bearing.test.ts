import { expect, test } from 'vitest';
import { bearing } from '../../src/defense/bearing.ts';
import { littleClassifier, littleComparer, littleWriter } from './little-victim.ts';

const written = (logLikelihood: number) => ({ text: 'evil', logLikelihood, inputId: '', truncated: false });
const labelled = (...probabilities: number[]) => ({ probabilities, inputId: '', truncated: false });
const suspect = (rise: number) => ({
  element: { kind: 'identifier', text: 'a', ranges: [], tokens: [], inner: [] } as const,
  suspicion: Math.abs(rise),
  rise,
  inWindow: true,
});

test.each([
  ['0.1 less likely, where it falls by all', 1, -0.599, true],
  ['more than that less likely', 1, -0.601, false],
  ['half as much less likely as without the suspect', 0.1, -0.549, true],
  ['more than half as much', 0.1, -0.551, false],
  ['likelier', 0.1, -0.1, true],
])('a function bears an output that is %s there', (_, rise, there, bears) => {
  expect(bearing(written(-0.5), suspect(rise), littleWriter('evil'))?.(written(there))).toBe(bears);
});

test.each([
  ['an output that the suspect does not make likelier', written(-0.5), 0, littleWriter('evil')],
  ['an output that the suspect makes less likely', written(-0.5), -0.2, littleWriter('evil')],
  ['a label that is not the goal', labelled(0.1, 0.9), 0.5, littleClassifier('evil')],
  ['a pair that is alike', labelled(0.1, 0.9), 0.5, littleComparer('evil')],
])('references cannot be turned to %s', (_, plain, rise, victim) => {
  expect(bearing(plain, suspect(rise), victim)).toBeUndefined();
});

test('a classifier says the same label of a function that bears its answer', () => {
  const bears = bearing(labelled(0.9, 0.1), suspect(0.5), littleClassifier('evil'));
  expect([labelled(0.6, 0.4), labelled(0.4, 0.6)].map((reply) => bears?.(reply))).toEqual([true, false]);
});
