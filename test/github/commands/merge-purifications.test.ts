import { expect, test } from 'vitest';
import { mergePurifications } from '../../../src/github/commands/merge-purifications.ts';
import type { Finding } from '../../../src/review/finding.ts';
import { samplePoisoned } from '../../scan/report/sample.ts';

/** A finding at a line of a text, which takes one part of its code out. */
function finding(code: string, out: string, startLine: number, startColumn = 0, victim = 'one'): Finding {
  const sample = samplePoisoned({ code, file: 'a.c', trigger: out });
  const from = code.indexOf(out);
  const edits = [{ from, to: from + out.length, text: '' }];
  const purified = code.replace(out, '');
  const { purification } = sample.verdict;
  return {
    ...sample,
    startColumn,
    verdict: {
      ...sample.verdict,
      startLine,
      victim,
      ...(purification && { purification: { ...purification, code: purified, edits } }),
    },
  };
}

const TEXT = 'int a() { bad(); }\r\nint b() { int c() { worse(); } bad(); }\n';
const A = finding('int a() { bad(); }', ' bad();', 1);
const B = finding('int b() { int c() { worse(); } bad(); }', ' bad();', 2);
const C = finding('int c() { worse(); }', ' worse();', 2, 10);

test('the replacements of several functions of a file come together, and nothing else changes', () => {
  const { files, applied, left } = mergePurifications([B, A], new Map([['a.c', TEXT]]));
  expect(files.get('a.c')).toBe('int a() { }\r\nint b() { int c() { worse(); } }\n');
  expect(applied).toHaveLength(2);
  expect(left).toEqual([]);
});

test('of a function and one within it only the first is changed, and the other is named', () => {
  const { files, applied, left } = mergePurifications([C, B], new Map([['a.c', TEXT]]));
  expect(files.get('a.c')).toBe('int a() { bad(); }\r\nint b() { int c() { } bad(); }\n');
  expect(applied).toEqual([C]);
  expect(left).toEqual([{ finding: B, because: expect.stringContaining('same function') }]);
});

test('one replacement serves two victims', () => {
  const again = finding('int a() { bad(); }', ' bad();', 1, 0, 'two');
  const { files, applied } = mergePurifications([A, again], new Map([['a.c', TEXT]]));
  expect(files.get('a.c')?.startsWith('int a() { }\r\n')).toBe(true);
  expect(applied).toHaveLength(2);
});

test('what does not stand there any more, or has no replacement, is left and named', () => {
  const { purification: _, ...verdict } = B.verdict;
  const { files, left } = mergePurifications([A, { ...B, verdict }], new Map([['a.c', `\n${TEXT}`]]));
  expect(files.size).toBe(0);
  expect(left.map(({ because }) => because)).toEqual([
    expect.stringContaining('no longer holds'),
    expect.stringContaining('no replacement'),
  ]);
});
