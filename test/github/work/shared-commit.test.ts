import { expect, test } from 'vitest';
import { addCheckRun } from '../../../demo/github/act/check-runs.ts';
import type { PullHandle } from '../../../demo/github/control/pull-handle.ts';
import { type Bench, bench } from './bench.ts';
import { aFunction, littleModels, littleVictim, TRIGGER } from './little-models.ts';

const CLEAN = { 'a.c': aFunction('one'), 'beside.c': aFunction('beside') };
const POISONED = { ...CLEAN, 'a.c': aFunction('one', TRIGGER) };
const LAX = { '.github/codepurify.yml': 'exclude: ["a.c"]' };

/** A repository with a branch `lax`, where nothing is found in what is poisoned. */
async function ready(config = '', victim = littleVictim()): Promise<Bench> {
  const the = await bench({ models: littleModels(victim) });
  the.repository.commit({ 'a.c': aFunction('one'), '.github/codepurify.yml': config });
  the.repository.commit(LAX, { branch: 'lax' });
  return the;
}

/** Another pull request of the very same commit. */
function twinOf(the: Bench, { head }: PullHandle, options: { base?: string; draft?: boolean } = {}) {
  const twin = the.repository.openPullRequest({}, { branch: 'twin', ...options });
  the.repository.setBranch('twin', head);
  return twin;
}

/** What the classifier waits for, once. */
function interrupted() {
  const victim = littleVictim();
  const { classify } = victim;
  const once = { act: async () => {} };
  victim.classify = async (inputs, signal) => {
    const { act } = once;
    once.act = async () => {};
    await act();
    return classify(inputs, signal);
  };
  return { once, victim };
}

test('no second pull request of a failed commit covers its check', async () => {
  await using the = await ready();
  const pull = the.repository.openPullRequest(POISONED);
  await the.review(pull);
  await the.review(twinOf(the, pull, { base: 'lax' }));
  const newest = () => pull.checkRuns.at(-1);
  expect(newest()).toMatchObject({
    externalId: '2',
    conclusion: 'failure',
    output: { title: expect.stringContaining('#1 has the same commit and fails') },
    actions: expect.arrayContaining([expect.objectContaining({ identifier: 'dismiss' })]),
  });
  // The first one is not held up by what was only carried over from it.
  the.repository.commit(LAX);
  await the.review(pull);
  expect(newest()).toMatchObject({ externalId: '1', conclusion: 'success' });
});

test.each([100, 1_000])('nor where %i other checks stand before it', async (count) => {
  await using the = await ready();
  const pull = the.repository.openPullRequest(POISONED);
  await the.review(pull);
  const [first] = pull.checkRuns;
  if (first === undefined) throw new Error('There is no check.');
  const more = { external_id: '2', conclusion: 'success' } as const;
  for (let at = 0; at < count; at++)
    addCheckRun(the.standIn.world, first.suite, 'CodePurify', more, pull.pull.author);
  await the.review(twinOf(the, pull, { base: 'lax' }));
  expect(pull.checkRuns.at(-1)).toMatchObject({ externalId: '2', conclusion: 'failure' });
});

test('nor one whose inspection was not completed', async () => {
  const { once, victim } = interrupted();
  await using the = await ready('', victim);
  const pull = the.repository.openPullRequest(POISONED);
  once.act = async () => Promise.reject(new Error('boom'));
  await expect(the.review(pull, {}, { attempt: 3 })).rejects.toThrow('boom');
  await the.review(twinOf(the, pull, { base: 'lax' }));
  expect(pull.checkRuns).toMatchObject([{ conclusion: 'cancelled' }, { conclusion: 'failure' }]);
});

test.each([
  ['was closed', (pull: PullHandle) => pull.close()],
  ['has another commit by now', (pull: PullHandle) => pull.push({ 'c.txt': 'c' })],
])('a failed pull request that %s holds up no other, nor for ever', async (_, end) => {
  await using the = await ready();
  const pull = the.repository.openPullRequest(POISONED);
  await the.review(pull);
  const twin = twinOf(the, pull, { base: 'lax' });
  await the.review(twin);
  expect(twin.checkRuns.at(-1)).toMatchObject({ conclusion: 'failure' });
  end(pull);
  await the.review(twin, { reason: 'reopened' });
  expect(twin.checkRuns.at(-1)).toMatchObject({ externalId: '2', conclusion: 'success' });
});

test.each([
  ['clean: both pass', CLEAN, ['1 success', '2 success']],
  ['poisoned: what fails is the newest', POISONED, ['1 failure', '2 success', '1 failure']],
])('two pull requests of one commit are inspected at once, %s', async (_, files, ends) => {
  const { once, victim } = interrupted();
  await using the = await ready('', victim);
  const pull = the.repository.openPullRequest(files);
  const twin = twinOf(the, pull, { base: 'lax' });
  once.act = async () => void (await the.review(twin));
  await the.review(pull);
  expect(pull.checkRuns.map(({ externalId, conclusion }) => `${externalId} ${conclusion}`)).toEqual(ends);
  expect(pull.checkRuns.at(-1)?.annotations).toHaveLength(files === POISONED ? 1 : 0);
});

test('a draft of a commit that has its check gets none of its own; a commit without one does', async () => {
  await using the = await ready('failOn: incomplete');
  const pull = the.repository.openPullRequest(CLEAN);
  await the.review(pull);
  const draft = twinOf(the, pull, { draft: true });
  await the.review(draft);
  expect(pull.checkRuns).toMatchObject([{ externalId: '1', conclusion: 'success' }]);
  pull.close();
  await the.review(draft);
  expect(pull.checkRuns.at(-1)).toMatchObject({ externalId: '2', conclusion: 'action_required' });
});
