import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { ChangedFile } from '../../src/review/changed-file.ts';
import type { Finding } from '../../src/review/finding.ts';
import { markedFinding, shortId } from '../../src/review/marker.ts';
import { review } from '../../src/review/review.ts';
import { pullRequest } from './arbitrary-pull-request.ts';
import { commitSuggestion, refusal } from './hunk-rules.ts';
import { HEAD, scanOf } from './sample.ts';

const SETTINGS = { budget: 30, suggestions: true, commands: true, failOn: 'poisoned', failRate: 1 } as const;

test('500 random pull requests: GitHub takes every comment, every button commits the purified function, no finding is lost', () => {
  const counts = { findings: 0, comments: 0, buttons: 0 };
  fc.assert(
    fc.property(pullRequest, fc.integer({ min: 0, max: 4 }), ({ files, findings }, room) => {
      const reviewed = { scan: scanOf(findings), files, head: HEAD, standing: [], ignored: new Map() };
      const { comments, summary } = review(reviewed, { ...SETTINGS, budget: room === 0 ? 2 : 30 });
      const unseen = new Set(findings);
      for (const comment of comments) {
        expect(refusal(comment, files)).toBeUndefined();
        const finding = findings.find(({ verdict }) => verdict.fingerprint === markedFinding(comment.body));
        if (finding === undefined) throw new Error('a comment without its finding');
        expect(unseen.delete(finding), 'commented once').toBe(true);
        const file = files.find(({ path }) => path === comment.path);
        const committed = commitSuggestion(comment, file?.head ?? '');
        const wanted = purified(finding, file?.head ?? '');
        if (committed !== undefined) expect(committed).toBe(wanted);
        else if (file !== undefined) expect(fitsOneHunk(file, wanted), 'a button is missing').toBe(false);
        counts.buttons += committed === undefined ? 0 : 1;
      }
      for (const { verdict } of findings) expect(summary).toContain(shortId(verdict.fingerprint));
      for (const { verdict } of unseen) expect(summary).toContain(`ignore ${shortId(verdict.fingerprint)}`);
      counts.findings += findings.length;
      counts.comments += comments.length;
    }),
    { numRuns: 500, seed: 4 },
  );
  expect(counts.comments).toBeGreaterThan(counts.findings / 2);
  expect(counts.buttons).toBeGreaterThan(counts.comments / 2);
});

/** The file with the purified function, from the text of both alone. */
function purified({ verdict, code, startColumn }: Finding, head: string): string {
  const lines = head.split(/(?<=\n)/);
  const at = lines.slice(0, verdict.startLine - 1).join('').length + startColumn;
  return head.slice(0, at) + verdict.purification?.code + head.slice(at + code.length);
}

/** Whether visible whole lines of one hunk are all that changes, and the file ends as before: then it must be a button. */
function fitsOneHunk({ head, hunks }: ChangedFile, wanted: string): boolean {
  const [before, after] = [head.split(/(?<=\n)/), wanted.split(/(?<=\n)/)];
  let top = 0;
  while (top < before.length && before[top] === after[top]) top += 1;
  let bottom = 0;
  while (
    bottom < Math.min(before.length, after.length) - top &&
    before.at(-1 - bottom) === after.at(-1 - bottom)
  ) {
    bottom += 1;
  }
  const [first, last] = [top + 1, before.length - bottom];
  const isPlain = wanted.isWellFormed() && !/\r(?!\n)/.test(wanted);
  const isWhole = first <= last && head.endsWith('\n') === wanted.endsWith('\n');
  const isShown = hunks.some(({ newStart, newLines }) => newStart <= first && last < newStart + newLines);
  return isPlain && isWhole && isShown;
}
