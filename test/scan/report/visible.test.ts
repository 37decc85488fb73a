import fc from 'fast-check';
import { expect, test } from 'vitest';
import { visible } from '../../../src/scan/report/visible.ts';

test.each([
  ['plain\ttext\n', 'plain\ttext\n'],
  ['\u001b[31mred', '␛[31mred'],
  ['a\rb', 'a␍b'],
  ['\u0000\u007f\u009b', '␀␡<U+009B>'],
  ['\u202eevil', '<U+202E>evil'],
  ['a\u200bb\ufeff', 'a<U+200B>b<U+FEFF>'],
  ['\u3164', '<U+3164>'],
  ['\u{e0041}', '<U+E0041>'],
  ['\ud800x', '<U+D800>x'],
  ['zähler = größe; // 😀', 'zähler = größe; // 😀'],
])('%j is shown as %j', (text, shown) => {
  expect(visible(text)).toBe(shown);
});

test('nothing that a terminal would obey is left of any text', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      expect(visible(text)).not.toMatch(/[^\P{Cc}\t\n]|\p{Cf}/u);
    }),
  );
});
