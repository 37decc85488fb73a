import { expect, test } from 'vitest';
import type { Fault } from '../../../demo/github/http/faults.ts';
import { rateLimitWait } from '../../../src/github/serve/rate-limit-wait.ts';
import { bench } from './bench.ts';
import { aFunction, littleModels, littleVictim, TRIGGER } from './little-models.ts';

const REVIEWS = { method: 'POST', path: /\/reviews$/ };
const COMMENTS = { method: 'POST', path: /\/issues\/1\/comments$/ };
const CHECKS = { method: 'POST', path: /\/check-runs$/ };

async function poisoned(models = littleModels(littleVictim())) {
  const the = await bench({ models });
  the.repository.commit({ 'src/a.c': aFunction('one') });
  return { the, pull: the.repository.openPullRequest({ 'src/a.c': aFunction('one', TRIGGER) }) };
}

const DONE = { method: 'PATCH', path: /\/check-runs\/\d+$/, body: /completed/ };

const lost: readonly (readonly [string, Fault])[] = [
  ['a review whose answer is lost', { ...REVIEWS, applied: true, answer: 'drop' }],
  ['a review that fails on the way back', { ...REVIEWS, applied: true, answer: 502 }],
  ['a review that fails', { ...REVIEWS, answer: 502, times: 2 }],
  ['a summary whose answer is lost', { ...COMMENTS, applied: true, answer: 'drop' }],
  ['a summary that fails', { ...COMMENTS, answer: 503 }],
  ['a check whose answer is lost', { ...CHECKS, applied: true, answer: 502 }],
  ['a completed check whose answer is lost', { ...DONE, applied: true, answer: 502 }],
  ['a check that is not completed at once', { ...DONE, answer: 'drop' }],
  ['a page of files that fails', { path: /\/files/, answer: 500, times: 2 }],
  ['threads that cannot be read at first', { path: /^\/graphql$/, answer: 502 }],
];

test.each(lost)('%s: everything stands there once', async (_, fault) => {
  const { the, pull } = await poisoned();
  await using _end = the;
  the.standIn.failNext(fault);
  expect(await the.review(pull)).toMatchObject({ outcome: 'done', findings: 1 });
  expect([pull.reviews, pull.threads, pull.comments, pull.checkRuns].map(({ length }) => length)).toEqual([
    1, 1, 1, 1,
  ]);
  expect(pull.checkRuns).toMatchObject([{ conclusion: 'failure', annotations: [{}] }]);
});

const crashes: readonly (readonly [string, Fault])[] = [
  ['before the review', REVIEWS],
  ['right after the review', { ...REVIEWS, applied: true }],
  ['before the summary', COMMENTS],
  ['right after the summary', { ...COMMENTS, applied: true }],
  ['right after the check was made', { ...CHECKS, applied: true }],
  ['before the check is completed', DONE],
];

test.each(crashes)(
  'a job that breaks off %s is done again, and nothing stands there twice',
  async (_, fault) => {
    const { the, pull } = await poisoned();
    await using _end = the;
    // No answer that means anything, so that the job breaks off.
    the.standIn.failNext({ ...fault, answer: 400 });
    await expect(the.review(pull)).rejects.toMatchObject({ status: 400 });
    expect(await the.review(pull)).toMatchObject({ outcome: 'done' });
    expect([pull.reviews, pull.threads, pull.comments, pull.checkRuns].map(({ length }) => length)).toEqual([
      1, 1, 1, 1,
    ]);
    expect(pull.checkRuns[0]).toMatchObject({ status: 'completed', annotations: [{}] });
  },
);

test('a job ends with its signal, between two requests', async () => {
  const end = new AbortController();
  const victim = littleVictim();
  const { classify } = victim;
  victim.classify = (inputs, signal) => {
    end.abort(new Error('a newer push'));
    return classify(inputs, signal);
  };
  const { the, pull } = await poisoned(littleModels(victim));
  await using _end = the;
  await expect(the.review(pull, {}, { signal: end.signal })).rejects.toThrow('a newer push');
  expect([pull.reviews, pull.comments]).toEqual([[], []]);
});

test('what keeps failing is tried again by the queue; the last try leaves no check that seems to run', async () => {
  const { the, pull } = await poisoned();
  await using _end = the;
  const fault: Fault = { path: /\/git\/trees\//, answer: 502, times: 99 };
  the.standIn.failNext(fault);
  await expect(the.review(pull)).rejects.toMatchObject({ status: 502 });
  expect(pull.checkRuns).toMatchObject([{ status: 'in_progress' }]);
  await expect(the.review(pull, {}, { attempt: 3 })).rejects.toMatchObject({ status: 502 });
  expect(pull.checkRuns).toMatchObject([{ status: 'completed', conclusion: 'cancelled' }]);
});

test.each(['primary', 'secondary'] as const)(
  'a %s rate limit is for the queue to wait for',
  async (limit) => {
    const { the, pull } = await poisoned();
    await using _end = the;
    the.standIn.failNext({ ...REVIEWS, answer: { limit, wait: 120 }, times: 9 });
    const error = await the.review(pull).catch((caught: unknown) => caught);
    expect(rateLimitWait(error)).toBeGreaterThan(100);
    the.standIn.clearFaults();
    await the.review(pull);
    expect(pull.reviews).toHaveLength(1);
  },
);

const gone = /gone|does not let us|deleted/;

test('an App that was uninstalled, a repository that was deleted, a suspended installation: the job ends and says so', async () => {
  const { the, pull } = await poisoned();
  await using _end = the;
  const [installation] = the.standIn.world.installations.values();
  if (installation === undefined) throw new Error('not installed');
  the.standIn.suspend(installation);
  expect(await the.review(pull)).toMatchObject({ outcome: 'nothing', why: expect.stringMatching(gone) });
  the.standIn.suspend(installation, false);
  the.repository.delete();
  expect(await the.review(pull)).toMatchObject({ outcome: 'nothing', why: expect.stringMatching(gone) });
  the.standIn.uninstall(installation);
  expect(await the.review(pull)).toMatchObject({ outcome: 'nothing', why: expect.stringMatching(gone) });
});

test('where GitHub lets us do no more in the middle of it, no check is left that seems to run', async () => {
  await using the = await bench();
  the.repository.commit({ 'a.c': '' });
  const pull = the.repository.openPullRequest({ 'a.c': aFunction('one') });
  the.standIn.failNext({ method: 'GET', path: /\/git\/blobs\//, answer: 404, times: 9 });
  expect(await the.review(pull)).toMatchObject({ outcome: 'nothing' });
  expect(pull.checkRuns).toMatchObject([{ status: 'completed', conclusion: 'cancelled' }]);
});

test('a key that was replaced is for whoever runs the App to mend: the job is tried again', async () => {
  const { the, pull } = await poisoned();
  await using _end = the;
  the.standIn.rotateKey();
  await expect(the.review(pull)).rejects.toMatchObject({ status: 401 });
});

test('a head branch that was deleted: GitHub closes the pull request', async () => {
  const { the, pull } = await poisoned();
  await using _end = the;
  the.repository.deleteBranch('change-1');
  expect(await the.review(pull)).toEqual({ outcome: 'nothing', why: 'the pull request is closed' });
});
