import { expect, test } from 'vitest';
import type { PullHandle } from '../../../demo/github/control/pull-handle.ts';
import { type Bench, bench } from './bench.ts';
import { aFunction, TRIGGER } from './little-models.ts';

const POISONED = { 'a.c': aFunction('one', TRIGGER) };
const FROM = { installation: 1, owner: 'ada', repo: 'engine', sender: 'ada', delivery: 'd' } as const;

async function queued(head: string, reviewed: boolean) {
  const the = await bench();
  const base = the.repository.commit({ 'a.c': aFunction('one') });
  const pull = the.repository.openPullRequest({ 'a.c': head });
  if (reviewed) await the.review(pull);
  const group = pull.enqueue();
  const ref = `refs/heads/gh-readonly-queue/main/pr-1-${base}`;
  const { installation } = the;
  const job = { ...FROM, installation, kind: 'merge-group', head: group, base, ref } as const;
  the.requests();
  const result = await the.do(job);
  const checks = the.repository.checkRuns.filter(({ suite }) => suite.headSha === group);
  return { the, pull, result, checks, group };
}

test.each([
  ['reviewed and poisoned', aFunction('one', TRIGGER), true, 'failure'],
  ['reviewed and clean', aFunction('one').replace('= 2', '= 3'), true, 'success'],
  ['not reviewed and poisoned', aFunction('one', TRIGGER), false, 'failure'],
  ['not reviewed and clean', aFunction('one').replace('= 2', '= 3'), false, 'success'],
])('a merge group of a pull request that was %s', async (_, head, reviewed, conclusion) => {
  const { the, pull, checks } = await queued(head, reviewed);
  await using _end = the;
  expect(checks).toMatchObject([{ status: 'completed', conclusion, actions: [] }]);
  expect(checks[0]?.output.summary?.includes('the check of #1')).toBe(reviewed);
  expect(pull.reviews).toHaveLength(reviewed && conclusion === 'failure' ? 1 : 0);
  expect(the.requests().some((request) => request.includes('/git/trees/'))).toBe(!reviewed);
});

test.each<[string, string, (the: Bench) => Promise<PullHandle>]>([
  [
    'was a draft when it was looked at',
    'failure',
    async (the) => {
      const pull = the.repository.openPullRequest(POISONED, { draft: true });
      await the.review(pull);
      pull.ready();
      return pull;
    },
  ],
  [
    'passed for another branch',
    'failure',
    async (the) => {
      the.repository.commit({ '.github/codepurify.yml': 'exclude: ["a.c"]' }, { branch: 'lax' });
      const pull = the.repository.openPullRequest(POISONED, { base: 'lax' });
      await the.review(pull);
      pull.aimAt('main');
      return pull;
    },
  ],
  [
    'the configuration leaves out',
    'skipped',
    async (the) => {
      const pull = the.repository.openPullRequest(POISONED);
      pull.label('vendored');
      return pull;
    },
  ],
])('a merge group of a pull request that %s: %s', async (_, conclusion, prepared) => {
  await using the = await bench();
  const config = { '.github/codepurify.yml': 'labels: { skip: [vendored] }' };
  const base = the.repository.commit({ 'a.c': aFunction('one'), ...config });
  const pull = await prepared(the);
  const head = pull.enqueue();
  const ref = `refs/heads/gh-readonly-queue/main/pr-1-${base}`;
  const { installation } = the;
  await the.do({ ...FROM, installation, kind: 'merge-group', head, base, ref });
  const checks = the.repository.checkRuns.filter(({ suite }) => suite.headSha === head);
  expect(checks).toMatchObject([{ status: 'completed', conclusion, actions: [] }]);
});

test('a merge group whose inspection cannot be completed does not wait for ever', async () => {
  await using the = await bench();
  const base = the.repository.commit({ 'a.c': aFunction('one') });
  const pull = the.repository.openPullRequest({ 'a.c': aFunction('one', TRIGGER) });
  const head = pull.enqueue();
  const ref = `refs/heads/gh-readonly-queue/main/pr-1-${base}`;
  the.standIn.failNext({ path: /\/git\/trees\//, answer: 502, times: 99 });
  const done = () => the.do({ ...FROM, kind: 'merge-group', head, base, ref }, { attempt: 3 });
  await expect(done()).rejects.toMatchObject({ status: 502 });
  const checks = the.repository.checkRuns.filter(({ suite }) => suite.headSha === head);
  expect(checks).toMatchObject([{ status: 'completed', conclusion: 'cancelled', actions: [] }]);
});

test('a re-run of a check asks for a review, of a merge group for its check', async () => {
  const { the, pull, checks, group } = await queued(aFunction('one', TRIGGER), true);
  await using _end = the;
  const recheck = { ...FROM, kind: 'recheck' as const, pulls: [] };
  const review = { kind: 'review', pull: 1, head: pull.head, force: true, reason: 'asked' };
  await the.do({ ...recheck, head: pull.head, externalId: '1' });
  await the.do({ ...recheck, head: pull.head, externalId: '' });
  await the.do({ ...recheck, head: group, externalId: checks[0]?.externalId ?? '' });
  expect(the.enqueued).toMatchObject([review, review, { kind: 'merge-group', head: group }]);
  pull.push({ 'b.c': '' });
  const stale = await the.do({ ...recheck, head: checks[0]?.suite.headSha ?? '', externalId: '1' });
  expect(stale).toEqual({ outcome: 'nothing', why: 'no open pull request has this head' });
});

test('a re-run of all checks of a commit that never had one of ours finds its pull requests', async () => {
  await using the = await bench();
  the.repository.commit({ 'a.c': '' });
  const pull = the.repository.openPullRequest({ 'a.c': aFunction('one') });
  await the.do({ ...FROM, kind: 'recheck', pulls: [], head: pull.head, externalId: '' });
  expect(the.enqueued).toMatchObject([{ kind: 'review', pull: 1 }]);
});
