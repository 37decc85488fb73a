import fc from 'fast-check';
import { expect, test } from 'vitest';
import { lineTable } from '../../src/scan/line-table.ts';

test.each([
  ['', [['']]],
  ['a\nb', [['a'], ['b']]],
  ['a\r\nb\r\n', [['a'], ['b'], ['']]],
  ['\r\n', [[''], ['']]],
  ['a\rb', [['a\rb']]],
])('%j has the lines %j', (text, expected) => {
  const lines = lineTable(text);
  const got = Array.from({ length: lines.count }, (_, line) => [text.slice(...lines.span(line))]);
  expect(got).toEqual(expected);
});

test('line and column lead back to the offset', () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom('a', '\n', '\r', 'é', '😀')), fc.nat(), (parts, seed) => {
      const text = parts.join('');
      const offset = seed % (text.length + 1);
      const lines = lineTable(text);
      const { line, column } = lines.at(offset);
      expect(lines.span(line)[0] + column).toBe(offset);
      expect(text.slice(0, offset).split('\n').length - 1).toBe(line);
    }),
  );
});
