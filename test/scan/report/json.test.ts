import { expect, test } from 'vitest';
import { json } from '../../../src/scan/report/json.ts';
import { verdictOf } from '../../../src/scan/verdict-of.ts';
import { sampleScan } from './sample.ts';

test.each([{}, { name: '\u001b[31m\u009b1m\u202e\u{e0041}ü😀' }])('it parses to the verdict', (changes) => {
  const scan = sampleScan(changes);
  expect(JSON.parse(json(scan))).toEqual(JSON.parse(JSON.stringify(verdictOf(scan))));
});

test('a terminal has nothing to obey in it', () => {
  expect(json(sampleScan({ name: '\u001b\u009b\u202e\u{e0041}' }))).not.toMatch(/[^\P{Cc}\n]|\p{Cf}/u);
});
