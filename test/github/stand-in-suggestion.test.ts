import { afterAll, beforeAll, expect, test } from 'vitest';
import type { StandIn } from '../../demo/github/control/stand-in.ts';
import { suggestionsOf } from '../../demo/github/pull/suggestions-of.ts';
import { startStandIn } from '../../demo/github/start-stand-in.ts';

let standIn: StandIn;

beforeAll(async () => {
  standIn = await startStandIn();
});

afterAll(() => standIn.close());

test.each([
  ['one line', 'Text.\n\n```suggestion\n  a\n```\n', ['  a']],
  ['a wider fence', '````suggestion\n```\n````', ['```']],
  ['none', '```c\na\n```', []],
  ['lines away', '```suggestion\n```', [undefined]],
  ['an empty line', '```suggestion\n\n```', ['']],
  ['a fence of other code inside', '```text\n```suggestion\na\n```', []],
  ['carriage returns', '```suggestion\na\r\nb\r\n```', ['a\r\nb\r']],
])('suggestions of a comment: %s', (_, body, expected) => {
  expect(suggestionsOf(body)).toEqual(expected);
});

test.each([
  ['a range', 'a\nb\nc\n', 'a\nB\nC\n', 2, 3, 'x\ny\nz', 'a\nx\ny\nz\n'],
  ['no line end at the end', 'a\nb', 'a\nB', 2, 2, 'x', 'a\nx'],
  ['carriage returns', 'a\r\nb\r\n', 'a\r\nB\r\n', 2, 2, 'x\r', 'a\r\nx\r\n'],
])('committed: %s', (_, old, fresh, start, line, replacement, expected) => {
  const { pull, place } = opened(old, fresh);
  const thread = place(start, line, `\`\`\`suggestion\n${replacement}\n\`\`\``);
  expect(pull.commitSuggestion(thread)).toMatchObject({ ok: true });
  expect(pull.text('f.c')).toBe(expected);
  expect(thread.resolvedBy).toBeDefined();
});

test('no button: nothing suggested, nothing changed, lines gone, pull request closed', () => {
  const { pull, place } = opened('a\nb\n', 'a\nB\n');
  const reason = (body: string) => {
    const applied = pull.commitSuggestion(place(2, 2, body));
    return applied.ok ? 'committed' : applied.reason;
  };
  const suggestion = '```suggestion\nx\n```';
  expect(reason('Well.')).toBe('The comment suggests nothing.');
  expect(reason('```suggestion\nB\n```')).toBe('The suggestion is what stands there already.');
  const early = place(2, 2, suggestion);
  pull.push({ 'f.c': 'a\nother\n' });
  expect(pull.commitSuggestion(early)).toEqual({ ok: false, reason: 'The lines have changed since.' });
  pull.close();
  expect(reason(suggestion)).toBe('The pull request is closed.');
});

function opened(old: string, fresh: string) {
  const repository = standIn.repository(`ada/engine`);
  repository.commit({ 'f.c': old });
  const pull = repository.openPullRequest({ 'f.c': fresh });
  const place = (start: number, line: number, body: string) => {
    const startLine = start === line ? {} : { start_line: start };
    return pull.commentOn({ path: 'f.c', line, side: 'RIGHT', ...startLine }, body);
  };
  return { pull, place };
}
