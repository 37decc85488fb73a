import { expect, test } from 'vitest';
import { ELEMENT_KINDS } from '../../src/code/element.ts';
import { elementsOf } from '../../src/code/elements-of.ts';
import { enclosers, encloses } from '../../src/defense/encloses.ts';
import { fn } from '../code/in.ts';

const NESTED = `int f(int a) {
  int once = a;
  if (a) fail("x");
  if (a) fail( /* again */ "x");
  fail("x");
  while (a) { int own = 3; fail("x"); a += own; }
  for (;;) { if (a) fail("x"); /* so */ }
  return once;
}`;

test('tells of every element which statements enclose it, wherever equal ones stand', async () => {
  const elements = elementsOf(await fn('c', NESTED), ELEMENT_KINDS);
  const around = enclosers(elements);
  for (const part of elements) {
    expect(around.get(part) ?? new Set()).toEqual(new Set(elements.filter((whole) => encloses(whole, part))));
  }
});

test.each([
  ['int once = a;', 'once', false],
  ['while (a)', 'own', true],
  ['if (a) fail', '"x"', true],
  ['if (a) fail', 'fail', false],
  ['fail("x");', '"x"', true],
  ['fail("x");', 'fail', true],
  ['if (a) fail', 'fail("x");', true],
  ['for (;;)', 'if (a) fail', true],
  ['while (a)', 'fail("x");', true],
  ['fail("x");', 'if (a) fail', false],
  ['fail("x");', 'fail("x");', false],
])('%s encloses %s: %s', async (whole, part, expected) => {
  const elements = elementsOf(await fn('c', NESTED), ELEMENT_KINDS);
  const named = (text: string) =>
    elements.find((element) => element.text === text) ??
    elements.find((element) => element.text.startsWith(text));
  const [one, two] = [named(whole), named(part)];
  if (one === undefined || two === undefined) throw new Error('no such element');
  expect(encloses(one, two)).toBe(expected);
});
