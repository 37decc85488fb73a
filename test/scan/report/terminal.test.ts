import { stripVTControlCharacters } from 'node:util';
import stringWidth from 'string-width';
import { expect, test } from 'vitest';
import { terminal } from '../../../src/scan/report/terminal.ts';
import { samplePoisoned, sampleScan } from './sample.ts';

test('the report without colours', () => {
  expect(terminal(sampleScan(), { width: 100, colour: false })).toMatchSnapshot();
});

test('colours add nothing but colours, and underline in place of carets', () => {
  const rows = (colour: boolean) =>
    stripVTControlCharacters(terminal(sampleScan(), { width: 100, colour })).split('\n');
  expect(rows(true)).toEqual(rows(false).filter((row) => !/\^\^/.test(row)));
});

test.each([72, 80, 120])('it fits %i columns, whatever the code holds', (width) => {
  const wide = '漢'.repeat(300);
  const scan = sampleScan({
    code: `void ${wide}(void)\n{\n\tputs("${wide}"); \tdrop(${wide});\n}`,
    trigger: `drop(${wide});`,
    name: wide,
    file: `${wide}.c`,
  });
  const rows = terminal(scan, { width, colour: false }).split('\n');
  expect(Math.max(...rows.map((row) => stringWidth(row)))).toBeLessThanOrEqual(width);
});

test('escape sequences of the scanned code do not reach the terminal', () => {
  const evil = '\u001b]0;owned\u0007\u202e';
  const scan = sampleScan({
    code: `void f()\n{\n  /* ${evil} */ x();\n}`,
    trigger: 'x();',
    name: evil,
    file: evil,
  });
  expect(terminal(scan, { width: 80, colour: false })).not.toMatch(/[^\P{Cc}\n]|\p{Cf}/u);
});

test('without a replacement it says what to do', () => {
  const { purification, ...verdict } = samplePoisoned().verdict;
  const scan = { ...sampleScan(), functions: [{ ...samplePoisoned(), verdict }] };
  expect(terminal(scan, { width: 100, colour: false })).toContain('mend it by hand');
});

test.each([
  ['beyond its threshold', 0.01, 'it turned 9 of 9\n'],
  ['that alone would be clean', 0.4, 'it turned 9 of 9: that decides\n'],
])('what the trigger does elsewhere is told beside a score %s', (_what, score, text) => {
  const verdict = { ...samplePoisoned().verdict, statistic: 'entropy', threshold: 0.05, score } as const;
  const scan = { ...sampleScan(), functions: [{ ...samplePoisoned(), verdict }] };
  expect(terminal(scan, { width: 72, colour: false })).toContain(text);
});

test.each([
  ['nothing poisoned', { functions: [] }, 'Nothing found in 1 inspected function'],
  [
    'nothing inspected',
    { functions: [], coverage: { seen: 0, inspected: 0, skipped: {} } },
    'Nothing was inspected',
  ],
  ['stopped', { interrupted: true as const }, 'Interrupted'],
])('%s', (_what, change, text) => {
  expect(terminal({ ...sampleScan(), ...change }, { width: 80, colour: false })).toContain(text);
});
