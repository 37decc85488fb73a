import { expect, test } from 'vitest';
import { parseCommand } from '../../../src/github/commands/parse-command.ts';

test.each([
  ['/codepurify', { verb: 'help' }],
  ['/codepurify SCAN', { verb: 'scan' }],
  ['/codepurify scan please', { verb: 'scan' }],
  ['/codepurify apply', { verb: 'apply', which: {} }],
  ['/codepurify apply all', { verb: 'apply', which: 'all' }],
  ['/codepurify apply 0123ABCD', { verb: 'apply', which: { id: '0123abcd' } }],
  ['/codepurify ignore 0123abcd a false  alarm', { verb: 'ignore', id: '0123abcd', reason: 'a false alarm' }],
  ['/codepurify ignore it is a test', { verb: 'ignore', reason: 'it is a test' }],
  ['/codepurify explain 0123abcd', { verb: 'explain', id: '0123abcd' }],
  ['/codepurify pause', { verb: 'pause' }],
  ['/codepurify resume', { verb: 'resume' }],
])('%s', (line, command) => {
  expect(parseCommand(line)).toEqual(command);
});

test.each([
  ['/codepurify aply all', 'There is no command `aply`.'],
  ['/codepurify apply everything', '`everything` is not the ID of a finding'],
  ['/codepurify explain ../../etc', '`../../etc` is not the ID of a finding'],
  ['/codepurify ignore 0123abcd', 'Say why'],
  ['/codepurify `@team`<img>', '`` `@team`<img> ``'],
])('%s is answered with what is wrong', (line, problem) => {
  expect(parseCommand(line)).toEqual({ problem: expect.stringContaining(problem) });
});

test('a reason is cut, and no half of a character is left', () => {
  const parsed = parseCommand(`/codepurify ignore 0123abcd ${'x'.repeat(499)}😀 and more`);
  expect(parsed).toMatchObject({ reason: `${'x'.repeat(499)}\ufffd` });
});
