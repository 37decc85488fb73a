import { expect, test } from 'vitest';
import { markdown } from '../../demo/page/markdown.ts';
import { Html } from '../../src/scan/report/html.ts';

test.each([
  ['a script', '<script>alert(1)</script>', '&lt;script&gt;alert(1)&lt;/script&gt;'],
  ['a tag within words', 'a <b>b</b>', '<p>a &lt;b&gt;b&lt;/b&gt;</p>'],
  ['an attribute', '<details open onclick="x()">', '&lt;details open onclick=&quot;x()&quot;&gt;'],
  ['a link that would run', '[x](javascript:alert(1))', '<p><a href="">x</a></p>'],
  ['a tag in a fence', '```\n<b>\n```', '<pre tabindex="0"><code>&lt;b&gt;\n</code></pre>'],
  ['a comment before something', '<!-- a --> <b>', '&lt;!-- a --&gt; &lt;b&gt;'],
  ['a marker', '<!-- codepurify:summary -->\n\nwords', '<p>words</p>'],
  [
    'a folded part',
    '<details>\n<summary>Patch</summary>\n\nx\n\n</details>',
    '<details>\n<summary>Patch</summary>\n<p>x</p>\n</details>',
  ],
  ['small print', '<sub>a `b`</sub>', '<p><sub>a <code>b</code></sub></p>'],
])('%s is shown as GitHub shows it, or as the text that it is', (_, body, shown) => {
  expect(markdown(body).text.trim()).toBe(shown);
});

test('a table can be scrolled', () => {
  const { text } = markdown('| a |\n| - |\n| <i> |');
  expect(text).toMatch(/^<div class="wide" tabindex="0"><table>/);
  expect(text).toContain('<td>&lt;i&gt;</td>');
});

test('each suggestion is shown by what it replaces, an empty one too, and nothing around it is lost', () => {
  const body = 'one\n\n```suggestion\na <b>\n```\n\ntwo\n\n````suggestion\n````\n\nthree';
  const { text } = markdown(body, (replacement) => new Html(`(${replacement ?? 'nothing'})`));
  expect(text.replaceAll('\n', '')).toBe('<p>one</p>(a <b>)<p>two</p>(nothing)<p>three</p>');
});

test('a long hostile comment takes no long time', () => {
  const start = performance.now();
  for (const piece of ['<!--', '<!-- -', '</details>', '<sub>', '`', '[', '> ', '|-']) {
    markdown(piece.repeat(16_384 / piece.length));
  }
  expect(performance.now() - start).toBeLessThan(60_000);
});
