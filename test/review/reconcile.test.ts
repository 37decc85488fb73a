import { expect, test } from 'vitest';
import { markedFinding } from '../../src/review/marker.ts';
import { reconcile, type StandingComment } from '../../src/review/reconcile.ts';
import { review } from '../../src/review/review.ts';
import type { Reviewed } from '../../src/review/reviewed.ts';
import { samplePoisoned } from '../scan/report/sample.ts';
import { sampleReview, scanOf } from './sample.ts';

const SETTINGS = { budget: 30, suggestions: true, commands: true, failOn: 'poisoned', failRate: 1 } as const;
const sure = () => false;
const [a, b] = ['a', 'b'].map((name) => samplePoisoned({ name }));
if (a === undefined || b === undefined) throw new Error('no samples');

function standing(finding: typeof a, changes: Partial<StandingComment> = {}): StandingComment {
  const { file, fingerprint } = finding?.verdict ?? samplePoisoned().verdict;
  return { thread: 'T1', path: file, fingerprint, resolved: 'no', replied: false, ...changes };
}

test.each([
  ['a new finding is posted', [a], [], { fresh: [a] }],
  ['what stands is not repeated', [a], [standing(a)], { keep: [standing(a)] }],
  ['what is gone is resolved', [], [standing(a)], { resolve: [standing(a)] }],
  ['of two, each goes its way', [b], [standing(a)], { fresh: [b], resolve: [standing(a)] }],
  [
    'what people resolved is left alone',
    [a],
    [standing(a, { resolved: 'by people' })],
    {
      keep: [standing(a, { resolved: 'by people' })],
    },
  ],
  [
    'what came back is opened again',
    [a],
    [standing(a, { resolved: 'by us' })],
    {
      reopen: [standing(a, { resolved: 'by us' })],
    },
  ],
  [
    'what people resolved is ours to open again once it is gone',
    [],
    [standing(a, { resolved: 'by people' })],
    { resolve: [standing(a, { resolved: 'by people' })] },
  ],
  ['what was resolved stays so', [], [standing(a, { resolved: 'by us' })], {}],
  ['the same function twice has two comments', [a, a], [standing(a)], { fresh: [a], keep: [standing(a)] }],
  [
    'an open comment goes before a closed one',
    [a],
    [standing(a, { thread: 'T0', resolved: 'by us' }), standing(a)],
    { keep: [standing(a)] },
  ],
])('%s', (_, findings, comments, wanted) => {
  const nothing = { fresh: [], keep: [], reopen: [], resolve: [] };
  expect(reconcile(findings, comments, sure)).toEqual({ ...nothing, ...wanted });
});

test('a second review of the same commit posts nothing, and one of mended code resolves all', () => {
  const reviewed = { ...sampleReview(), scan: scanOf([samplePoisoned()]) };
  const { comments } = review(reviewed, SETTINGS);
  const stands = comments.map(({ path, body }, at) =>
    standing(a, { thread: `T${at}`, path, fingerprint: markedFinding(body) ?? '' }),
  );
  expect(stands).toHaveLength(1);
  const again = review({ ...reviewed, standing: stands }, SETTINGS);
  expect(again).toMatchObject({ comments: [], keep: stands, resolve: [] });
  const mended = review({ ...reviewed, scan: scanOf([]), standing: stands }, SETTINGS);
  expect(mended).toMatchObject({ comments: [], keep: [], resolve: stands });
});

test.each<[string, Partial<Reviewed['scan']>]>([
  ['the inspection was stopped', { interrupted: true }],
  ['its file could not be read', { errors: [{ file: 'src/port.c', message: 'It is gone.' }] }],
  ['a victim could not judge', { errors: [{ file: '', message: 'It is not calibrated.' }] }],
])('a comment is not resolved where %s', (_, changes) => {
  const comments = [standing(a)];
  const { keep, resolve } = review(
    { ...sampleReview(), scan: { ...scanOf([]), ...changes }, standing: comments },
    SETTINGS,
  );
  expect({ keep, resolve }).toEqual({ keep: comments, resolve: [] });
});

test('an ignored finding loses its comment', () => {
  const reviewed = sampleReview();
  const { fingerprint } = samplePoisoned().verdict;
  const ignored = new Map([
    [fingerprint, { reason: 'known', by: { kind: 'command', author: 'ann' } } as const],
  ]);
  const comments = [standing(samplePoisoned())];
  const sound = { ...reviewed.scan, errors: [] };
  const { resolve, summary } = review({ ...reviewed, scan: sound, ignored, standing: comments }, SETTINGS);
  expect(resolve).toEqual(comments);
  expect(summary).toContain('`known` | `ann`');
});
