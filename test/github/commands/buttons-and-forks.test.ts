import { afterEach, beforeEach, expect, test } from 'vitest';
import type { PullHandle } from '../../../demo/github/control/pull-handle.ts';
import type { RepositoryHandle } from '../../../demo/github/control/repository-handle.ts';
import type { StandIn } from '../../../demo/github/control/stand-in.ts';
import { type Judged, startJudgedStandIn } from '../../judge/start-judged-stand-in.ts';
import { aFunction, TRIGGER } from '../work/little-models.ts';
import { appAtWork } from './app-at-work.ts';

let judged: Judged;
let standIn: StandIn;
let repository: RepositoryHandle;
let app: ReturnType<typeof appAtWork>;

beforeEach(() =>
  startJudgedStandIn().then((started) => {
    judged = started;
    standIn = judged.standIn;
    repository = standIn.repository('ada/engine');
    repository.commit({ 'a.c': aFunction('one') });
    repository.setRole('carol', 'write');
    app = appAtWork(standIn, standIn.install('ada'));
  }),
);

afterEach(() => judged.finish());

async function opened(options: Parameters<RepositoryHandle['openPullRequest']>[1] = {}) {
  const pull = repository.openPullRequest({ 'a.c': aFunction('one', TRIGGER) }, options);
  await app.rest();
  return pull;
}

async function press(pull: PullHandle, button: string, login: string) {
  const run = pull.checkRuns.at(-1);
  if (run === undefined) throw new Error('no check run');
  expect(standIn.pressButton(run, button, standIn.account(login))).toBe(true);
  return app.rest();
}

test('Purify all does what apply all does', async () => {
  const pull = await opened();
  pull.push({ 'b.c': aFunction('two') });
  await app.rest();
  await press(pull, 'purify-all', 'carol');
  expect(pull.text('a.c')).toBe(aFunction('one'));
  expect(pull.checkRuns.at(-1)?.conclusion).toBe('success');
});

test.each([
  ['purify-all', /Committed as [0-9a-f]{40}\./, 'Nothing found in 1 inspected function'],
  ['dismiss', /`carol` dismissed the findings/, 'Dismissed by carol: 1 poisoned of 2 inspected'],
])('%s that broke off before its answer is done again without harm', async (button, words, title) => {
  const pull = await opened();
  pull.push({ 'b.c': aFunction('two') });
  await app.rest();
  const [first] = await press(pull, button, 'carol');
  const answer = pull.comments.findLast(({ body }) => body.startsWith('<!-- codepurify:answer'));
  repository.repository.issueComments.delete(answer?.id ?? 0);
  if (first !== undefined) await app.again(first.job);
  expect(pull.comments.at(-1)?.body).toMatch(words);
  expect(pull.checkRuns.at(-1)?.output.title).toBe(title);
});

test('Dismiss lets this commit pass, says who did it, and judges the next one anew', async () => {
  const pull = await opened();
  await press(pull, 'dismiss', 'carol');
  expect(pull.checkRuns.at(-1)).toMatchObject({
    conclusion: 'neutral',
    output: { title: expect.stringMatching(/^Dismissed by carol: 1 poisoned/) },
  });
  expect(pull.comments.at(-1)?.body).toContain('`carol` dismissed the findings');
  pull.push({ 'b.c': aFunction('two') });
  await app.rest();
  expect(pull.checkRuns.at(-1)?.conclusion).toBe('failure');
});

test.each(['purify-all', 'dismiss'])('%s of an older commit does nothing to a newer one', async (button) => {
  const pull = await opened();
  const run = pull.checkRuns.at(-1);
  const head = pull.push({ 'b.c': aFunction('two', TRIGGER) });
  await app.rest();
  if (run === undefined) throw new Error('no check run');
  standIn.pressButton(run, button, standIn.account('carol'));
  await app.rest();
  expect(pull.head).toBe(head);
  expect(pull.checkRuns.at(-1)?.conclusion).toBe('failure');
  expect(pull.comments.at(-1)?.body).toContain('has another commit by now');
});

test('Scan again inspects the same commit once more', async () => {
  const pull = await opened({ author: standIn.account('bob') });
  await press(pull, 'scan-again', 'bob');
  expect(pull.checkRuns).toHaveLength(2);
  expect(pull.threads).toHaveLength(1);
});

test.each([
  ['purify-all', 'bob'],
  ['dismiss', 'bob'],
  ['scan-again', 'eve'],
])('%s does nothing for %s, whom GitHub does not let push', async (button, login) => {
  const pull = await opened({ author: standIn.account('bob') });
  const before = [pull.head, pull.comments.length, pull.checkRuns.at(-1)?.conclusion];
  await press(pull, button, login);
  expect([pull.head, pull.comments.length, pull.checkRuns.at(-1)?.conclusion]).toEqual(before);
});

test('a fork where the App may not write is left alone, with a patch and the reason', async () => {
  const fork = repository.fork('eve');
  const pull = await opened({ from: fork, maintainerCanModify: true });
  const { head } = pull;
  await press(pull, 'purify-all', 'carol');
  expect(pull.head).toBe(head);
  const said = pull.comments.at(-1)?.body ?? '';
  expect(said).toContain('CodePurify may not write to the branch');
  expect(said).toContain('Commit the suggestions in the comments instead');
  expect(said).toMatch(/```diff\n--- a\/a\.c\t?\n\+\+\+ b\/a\.c\t?\n@@ .*\n(?: .*\n)+-.*rand\(\)/);
});

test('a fork whose author lets nobody push is not written to, though the App could', async () => {
  const fork = repository.fork('eve');
  standIn.install('eve');
  const pull = await opened({ from: fork });
  const { head } = pull;
  await press(pull, 'purify-all', 'carol');
  expect(pull.head).toBe(head);
  expect(pull.comments.at(-1)?.body).toContain('its author did not allow maintainers to push to the fork');
});

test('a fork that is gone, an executable file and a workflow are left alone', async () => {
  const fork = repository.fork('eve');
  const gone = await opened({ from: fork, maintainerCanModify: true });
  fork.delete();
  await press(gone, 'purify-all', 'carol');
  expect(gone.comments.at(-1)?.body).toContain('the fork that it came from is gone');

  const odd = repository.openPullRequest({
    'run.c': { program: aFunction('two', TRIGGER) },
    '.github/workflows/x.c': aFunction('three', TRIGGER),
  });
  await app.rest();
  await press(odd, 'purify-all', 'carol');
  const said = odd.comments.at(-1)?.body ?? '';
  expect(said).toContain('Nothing was committed.');
  expect(said).toContain('because the file is executable or a link');
});

test('a file keeps its byte order mark', async () => {
  repository.commit({ 'b.c': `\ufeff${aFunction('two')}` });
  const pull = repository.openPullRequest({ 'b.c': `\ufeff${aFunction('two', TRIGGER)}` });
  await app.rest();
  await press(pull, 'purify-all', 'carol');
  expect(pull.text('b.c')).toBe(`\ufeff${aFunction('two')}`);
});
