import { expect, test } from 'vitest';
import { touches } from '../../../src/scan/files/changed-lines.ts';

test.each([
  ['before', { from: 1, to: 9, gap: false }, false],
  ['first line', { from: 1, to: 10, gap: false }, true],
  ['within', { from: 15, to: 15, gap: false }, true],
  ['last line', { from: 20, to: 30, gap: false }, true],
  ['behind', { from: 21, to: 30, gap: false }, false],
  ['around', { from: 1, to: 30, gap: false }, true],
  ['a gap within', { from: 15, to: 16, gap: true }, true],
  ['a gap before it', { from: 9, to: 10, gap: true }, false],
  ['a gap behind it', { from: 20, to: 21, gap: true }, false],
])('a change %s', (_where, lines, touched) => {
  expect(touches({ path: 'a.c', lines: [lines] }, { startLine: 10, endLine: 20 })).toBe(touched);
});

test.each([
  ['between two of them', 30, 39, false],
  ['at one side of a gap', 30, 40, false],
  ['around the gap', 30, 41, true],
  ['from the gap to the next', 41, 60, true],
  ['behind all', 61, 70, false],
])('of many changes, in order: a function %s', (_where, startLine, endLine, touched) => {
  const lines = [
    { from: 10, to: 20, gap: false },
    { from: 40, to: 41, gap: true },
    { from: 60, to: 60, gap: false },
  ];
  expect(touches({ path: 'a.c', lines }, { startLine, endLine })).toBe(touched);
});

test('a change without lines touches all', () => {
  expect(touches({ path: 'a.c', lines: 'all' }, { startLine: 1, endLine: 1 })).toBe(true);
});
