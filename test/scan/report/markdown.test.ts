import { expect, test } from 'vitest';
import { fenced, span } from '../../../src/scan/report/fenced.ts';
import { markdown } from '../../../src/scan/report/markdown.ts';
import { sampleScan } from './sample.ts';

test('the report', () => {
  expect(markdown(sampleScan())).toMatchSnapshot();
});

test.each([
  ['a ``` b', '````\na ``` b\n````'],
  ['`````', '``````\n`````\n``````'],
  ['x\n', '```\nx\n```'],
])('the fence around %j cannot be closed from within', (code, block) => {
  expect(fenced(code)).toBe(block);
});

test.each([
  ['a', '`a`'],
  ['a`b', '``a`b``'],
  ['`a', '`` `a ``'],
  ['a\nb', '`a b`'],
  ['', '` `'],
])('%j becomes the code span %s', (text, code) => {
  expect(span(text)).toBe(code);
});

test('HTML, mentions and table cells of hostile code do not come alive', () => {
  const report = markdown(
    sampleScan({ name: '<img src=x>|@everyone', file: 'a`|\n# head.c', trigger: 'memcpy' }),
  );
  expect(report).toContain('### `<img src=x>|@everyone` in ``a`| # head.c:41``');
  expect(report).not.toMatch(/^# head/m);
});
