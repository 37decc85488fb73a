import fc from 'fast-check';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { expect, test } from 'vitest';
import { findCommand } from '../../../src/github/commands/find-command.ts';

test.each([
  ['/codepurify scan', '/codepurify scan'],
  ['  /CodePurify Scan  ', '/CodePurify Scan'],
  ['Thanks!\r\n\r\n/codepurify apply all\r\nand more', '/codepurify apply all'],
  ['> quoted\n\n/codepurify scan', '/codepurify scan'],
  ['```\n/codepurify apply all\n```\n/codepurify help', '/codepurify help'],
  ['/codepurify scan\n/codepurify apply all', '/codepurify scan'],
  ['a `/codepurify` b\n/codepurify', '/codepurify'],
])('the first line that begins with /codepurify is the command: %j', (comment, command) => {
  expect(findCommand(comment)).toBe(command);
});

test.each([
  ['please /codepurify apply all'],
  ['/codepurifyapply all'],
  ['/codepurified'],
  ['> /codepurify apply all'],
  ['> said\n/codepurify apply all'],
  ['    /codepurify apply all'],
  ['\t/codepurify apply all'],
  ['```sh\n/codepurify apply all'],
  ['````\n```\n/codepurify apply all\n```\n````'],
  ['~~~ `\n/codepurify apply all\n~~~'],
  ['<!--\n/codepurify apply all\n-->'],
  ['- /codepurify apply all'],
  [''],
])('what is only spoken of is none: %j', (comment) => {
  expect(findCommand(comment)).toBeUndefined();
});

test('60 KB of hostile text come to an end, and a command is cut', () => {
  for (const part of ['`', '> ', '```\n', '~~~\n', '<!-- ', '@everyone\n', '/codepurify', '\r', ' ']) {
    const comment = part.repeat(60_000 / part.length);
    expect(findCommand(comment)).toBeUndefined();
    findCommand(`${comment}\n\n/codepurify apply all`);
  }
  expect(findCommand(`/codepurify ignore ${'x'.repeat(60_000)}`)).toHaveLength(2_000);
});

test('a command is what Markdown, too, takes for text of its own', () => {
  const line = fc.constantFrom(
    '/codepurify scan',
    '> quote',
    '>',
    '```',
    '````',
    '~~~',
    '<!--',
    '-->',
    'text',
    '',
    '    code',
    '- item',
  );
  fc.assert(
    fc.property(fc.array(line, { maxLength: 8 }), (lines) => {
      if (findCommand(lines.join('\n')) === undefined) return;
      const tree = fromMarkdown(lines.join('\n'));
      const texts = tree.children.flatMap((block) =>
        block.type === 'paragraph' || block.type === 'heading' || block.type === 'list'
          ? [JSON.stringify(block)]
          : [],
      );
      expect(texts.join('')).toContain('/codepurify scan');
    }),
    { numRuns: 2_000 },
  );
});
