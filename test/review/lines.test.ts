import { expect, test } from 'vitest';
import type { Edit } from '../../src/code/edit.ts';
import { changedLinesOf } from '../../src/review/changed-lines-of.ts';
import { shownLines, shownWithin } from '../../src/review/shown-lines.ts';
import { wholeLines } from '../../src/review/whole-lines.ts';
import { touches } from '../../src/scan/files/changed-lines.ts';
import { lineTable } from '../../src/scan/line-table.ts';
import { changedFile } from './sample.ts';

const numbered = (count: number) => Array.from({ length: count }, (_, at) => `${at + 1}\n`);
const without = (lines: readonly string[], ...gone: number[]) =>
  lines.filter((_, at) => !gone.includes(at + 1)).join('');

test.each([
  ['added lines', without(numbered(9), 3, 4), numbered(9).join(''), [{ from: 3, to: 4, gap: false }]],
  ['removed lines', numbered(9).join(''), without(numbered(9), 3, 4), [{ from: 2, to: 3, gap: true }]],
  [
    'two places of one hunk',
    without(numbered(9), 3, 6),
    numbered(9).join(''),
    [
      { from: 3, to: 3, gap: false },
      { from: 6, to: 6, gap: false },
    ],
  ],
  ['replaced lines', 'a\nb\nc\n', 'a\nB\nBB\nc\n', [{ from: 2, to: 3, gap: false }]],
  ['a new file', '', 'a\nb', [{ from: 1, to: 2, gap: false }]],
  ['the end of the file alone', 'a\nb', 'a\nb\n', [{ from: 2, to: 2, gap: false }]],
  ['nothing', 'a\n', 'a\n', []],
])('the lines that a change touches: %s', (_, base, head, lines) => {
  expect(changedLinesOf(changedFile('a.c', base, head).hunks)).toEqual(lines);
});

test.each([
  [{ startLine: 1, endLine: 2 }, false],
  [{ startLine: 2, endLine: 3 }, true],
  [{ startLine: 4, endLine: 9 }, false],
])('lines taken out behind line 2 touch %j: %s', (fn, isTouched) => {
  const { hunks } = changedFile('a.c', numbered(9).join(''), without(numbered(9), 3));
  expect(touches({ path: 'a.c', lines: changedLinesOf(hunks) }, fn)).toBe(isTouched);
});

test('the lines that can carry a comment are those of the hunks, context and all', () => {
  const { hunks } = changedFile('a.c', without(numbered(40), 10, 30), numbered(40).join(''));
  const shown = shownLines(hunks);
  expect(shown).toEqual([
    { from: 7, to: 13 },
    { from: 27, to: 33 },
  ]);
  expect(shownWithin(shown, { from: 13, to: 26 })).toEqual([{ from: 7, to: 13 }]);
  expect(shownWithin(shown, { from: 14, to: 26 })).toEqual([]);
  expect(shownWithin(shown, { from: 1, to: 40 })).toEqual(shown);
});

test('a file of which everything is gone shows no line of its head', () => {
  expect(shownLines(changedFile('a.c', 'a\n', '').hunks)).toEqual([]);
});

const TEXT = 'one\ntwo\r\nthree\nfour';
const edit = (what: string, text: string): Edit => {
  const from = TEXT.indexOf(what);
  return { from, to: from + what.length, text };
};

test.each([
  ['a word', [edit('two', '2')], { from: 2, to: 2, text: '2\r\n' }],
  ['a whole line', [edit('two\r\n', '')], { from: 2, to: 2, text: '' }],
  ['a line and the other end before it', [edit('\r\nthree', '')], { from: 2, to: 3, text: 'two\n' }],
  ['a line end', [edit('\r\n', ' ')], { from: 2, to: 3, text: 'two three\n' }],
  ['words far apart', [edit('one', '1'), edit('four', '4')], { from: 1, to: 4, text: '1\ntwo\r\nthree\n4' }],
  ['a word of the last line', [edit('four', '4')], { from: 4, to: 4, text: '4' }],
  ['a line put in', [{ from: 4, to: 4, text: 'more\n' }], { from: 2, to: 2, text: 'more\ntwo\r\n' }],
  ['a line put in before all', [{ from: 0, to: 0, text: 'more\n' }], { from: 1, to: 1, text: 'more\none\n' }],
  ['the last line, its end left open', [edit('four', '')], undefined],
  ['a line feed at the end', [edit('four', 'four\n')], undefined],
  ['nothing', [edit('two', 'two')], undefined],
])('edits as an exchange of whole lines: %s', (_, edits, lines) => {
  expect(wholeLines(TEXT, lineTable(TEXT), edits)).toEqual(lines);
});
