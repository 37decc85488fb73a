import fc from 'fast-check';
import stringWidth from 'string-width';
import { expect, test } from 'vitest';
import { oneLine } from '../../../src/scan/report/one-line.ts';

test.each([
  ['if (a)\n\tb();', 20, 'if (a) b();'],
  ['abcdef', 6, 'abcdef'],
  ['abcdefg', 6, 'abcde…'],
  ['漢字漢字', 5, '漢字…'],
  ['', 5, ''],
])('%j in %i columns is %j', (text, width, line) => {
  expect(oneLine(text, width)).toBe(line);
});

test('it never takes more columns than it may', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), fc.integer({ min: 1, max: 40 }), (text, width) => {
      expect(stringWidth(oneLine(text, width))).toBeLessThanOrEqual(width);
    }),
  );
});

test('a line of 20 million characters takes no time', () => {
  expect(oneLine('x'.repeat(20_000_000), 10)).toBe('xxxxxxxxx…');
});
