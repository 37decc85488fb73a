import { expect, test } from 'vitest';
import type { Finding } from '../../src/review/finding.ts';
import { review } from '../../src/review/review.ts';
import { withinLimit } from '../../src/review/within-limit.ts';
import { samplePoisoned } from '../scan/report/sample.ts';
import { fencedBlocks } from './hunk-rules.ts';
import { changedFile, HEAD, scanOf } from './sample.ts';

const SETTINGS = { budget: 30, suggestions: true, commands: true, failOn: 'poisoned', failRate: 1 } as const;

/** Poisoned functions, one below the other in a new file. */
function many(count: number, changes: (at: number) => Parameters<typeof samplePoisoned>[0] = () => ({})) {
  const codes: string[] = [];
  let line = 1;
  const findings = Array.from({ length: count }, (_, at): Finding => {
    const finding = samplePoisoned({ name: `f${at}`, ...changes(at) });
    const { verdict, code } = finding;
    const down = line - verdict.startLine;
    const trigger = verdict.trigger;
    codes.push(`${code}\n`);
    line += code.split('\n').length;
    return {
      ...finding,
      verdict: {
        ...verdict,
        startLine: verdict.startLine + down,
        endLine: verdict.endLine + down,
        trigger: { ...trigger, startLine: trigger.startLine + down, endLine: trigger.endLine + down },
      },
    };
  });
  const files = [changedFile('src/port.c', '', codes.join(''))];
  return { scan: scanOf(findings), files, head: HEAD, standing: [], ignored: new Map() };
}

test.each([
  [0, 0],
  [3, 3],
  [30, 30],
  [500, 100],
])('a budget of %d gives %d comments of 120 findings; the rest is in the summary', (budget, posted) => {
  const { comments, summary } = review(many(120), { ...SETTINGS, budget });
  expect(comments).toHaveLength(posted);
  const rows = summary.split('\n').filter((line) => line.startsWith('| `f'));
  expect(rows.filter((row) => row.includes('| comment |')).length).toBeLessThanOrEqual(posted);
  const [, left = '0'] = /and ([\d,]+) more, each an annotation/.exec(summary) ?? [];
  expect(rows.length + Number(left)).toBe(120);
});

test('5,000 findings are a review of usual size', () => {
  const { comments, summary, check } = review(many(5000), SETTINGS);
  expect(comments).toHaveLength(30);
  expect(summary.length).toBeLessThanOrEqual(65_536);
  expect(summary).toContain('5,000 poisoned of 5,000 inspected');
  expect(check.summary.length).toBeLessThanOrEqual(65_535);
  expect(check.annotations.flat()).toHaveLength(5000);
});

const LONG = {
  'words of Chinese': '漢字'.repeat(40_000),
  emoji: '👩‍👩‍👧'.repeat(20_000),
  backticks: '`'.repeat(60_000),
  'marks on one letter': `e${'\u0301'.repeat(60_000)}`,
  'hidden characters': '\u{e0041}'.repeat(30_000),
};

test.each(Object.entries(LONG))('%s without end fit, and no fence and no character is cut', (_, text) => {
  const code = `int f(void)\n{\n    int old; // ${text}\n}`;
  const reviewed = many(10, () => ({ code, name: text, trigger: `int old; // ${text}` }));
  for (const budget of [0, 30]) {
    const { comments, summary, check } = review(reviewed, { ...SETTINGS, budget });
    for (const body of [...comments.map((comment) => comment.body), summary, check.summary]) {
      expect(Buffer.byteLength(body)).toBeLessThanOrEqual(65_535);
      expect(body.isWellFormed()).toBe(true);
      expect(() => fencedBlocks(body)).not.toThrow();
    }
    for (const { title, message } of check.annotations.flat()) {
      expect(title.length).toBeLessThanOrEqual(255);
      expect(Buffer.byteLength(message)).toBeLessThanOrEqual(65_536);
    }
  }
});

test.each([
  [100, 'head aaaa bbbb cccc tail'],
  [30, 'head aaaa bbbb cccc tail'],
  [29, 'head aaaa 2-left tail'],
  [23, 'head 3-left tail'],
])('sections within %d', (limit, text) => {
  const sections = ['aaaa', 'bbbb', 'cccc'].map((section) => () => section);
  const parts = { head: ['head'], sections, left: (count: number) => `${count}-left`, tail: ['tail'] };
  expect(withinLimit(parts, limit)).toBe(text.replaceAll(' ', '\n\n'));
});
