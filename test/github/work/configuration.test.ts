import { expect, test } from 'vitest';
import type { FileContents } from '../../../demo/github/act/commit-files.ts';
import { orderMarker } from '../../../src/github/publish/standing-orders.ts';
import { bench } from './bench.ts';
import { aFunction, littleModels, littleVictim, TRIGGER } from './little-models.ts';

const CONFIG = '.github/codepurify.yml';
const CLEAN = { 'a.c': aFunction('one') };
const POISONED = { 'a.c': aFunction('one', TRIGGER) };

async function repository(base: FileContents = {}) {
  const the = await bench();
  the.repository.commit({ ...CLEAN, ...base });
  return the;
}

test('a configuration in the pull request does not switch its own inspection off', async () => {
  await using the = await repository();
  const pull = the.repository.openPullRequest({ ...POISONED, [CONFIG]: 'exclude: ["**"]\nfailOn: never' });
  await the.review(pull);
  const [check] = pull.checkRuns;
  expect(check).toMatchObject({ conclusion: 'failure' });
  expect(check?.output.text).toContain('can be used. It is not in force here');
});

test('an edit that is wrong is shown at its line, with its key, and never passes', async () => {
  await using the = await repository();
  const text = 'exclude: [old]\nfailOn: sometimes\ncoments: 3\n';
  const pull = the.repository.openPullRequest({ 'b.c': aFunction('two'), [CONFIG]: text });
  await the.review(pull);
  const [check] = pull.checkRuns;
  expect(check).toMatchObject({
    conclusion: 'failure',
    annotations: [
      { path: CONFIG, start_line: 2, annotation_level: 'failure', title: 'Configuration: failOn' },
      { path: CONFIG, start_line: 3, annotation_level: 'warning', title: 'Configuration: coments' },
    ],
  });
  expect(check?.output.title).toBe('Nothing found in 1 inspected function; the configuration is wrong');
  expect(check?.output.text).toContain(`${CONFIG}:2:9: error: failOn: `);
  expect(pull.comments).toEqual([]);
});

test('a wrong configuration on the base branch stops, says why, and lets the one pass that mends it', async () => {
  await using the = await repository({ [CONFIG]: 'victims: [{ name: nobody }]' });
  const pull = the.repository.openPullRequest(POISONED);
  const why = 'The configuration is wrong';
  expect(await the.review(pull)).toEqual({ outcome: 'nothing', why });
  expect(pull.checkRuns).toMatchObject([{ conclusion: 'failure', output: { title: why } }]);
  expect(pull.checkRuns[0]?.output.summary).toContain('no victim called nobody is installed here');
  const mending = the.repository.openPullRequest({ [CONFIG]: 'victims: [{ name: little }]' });
  await the.review(mending);
  expect(mending.checkRuns).toMatchObject([{ conclusion: 'neutral' }]);

  const more = the.repository.openPullRequest({ ...POISONED, [CONFIG]: 'victims: [{ name: little }]' });
  await the.review(more);
  expect(more.checkRuns).toMatchObject([{ conclusion: 'failure' }]);
  expect(more.checkRuns[0]?.output.summary).toContain('in a pull request of its own');

  mending.merge();
  await the.review(pull);
  expect(pull.checkRuns.at(-1)?.output.title).toBe('1 poisoned of 1 inspected');
});

test('a wrong configuration that is changed into another wrong one is shown as it is now', async () => {
  await using the = await repository({ [CONFIG]: 'victims: [{ name: nobody }]' });
  const pull = the.repository.openPullRequest(POISONED);
  await the.review(pull);
  await the.review(pull);
  expect(pull.checkRuns).toHaveLength(1);
  the.repository.commit({ [CONFIG]: 'failOn: sometimes' });
  await the.review(pull);
  expect(pull.checkRuns.at(-1)?.output.summary).toContain('error: failOn: ');
});

test("the organisation's configuration lies under that of the repository", async () => {
  await using the = await repository({ [CONFIG]: 'suggestions: false\nunknown: 1' });
  the.standIn.repository('ada/.github').commit({ [CONFIG]: 'failOn: never\nsuggestions: true' });
  const pull = the.repository.openPullRequest(POISONED);
  await the.review(pull);
  expect(pull.checkRuns[0]).toMatchObject({ conclusion: 'neutral' });
  expect(pull.checkRuns[0]?.output.text).toContain(`${CONFIG}:2:1: warning: unknown: there is no such key`);
  expect(pull.threads[0]?.comments[0]?.body).not.toContain('```suggestion');
});

test('a configuration mends nothing where that of the organisation is wrong', async () => {
  await using the = await repository();
  the.standIn.repository('ada/.github').commit({ [CONFIG]: 'failOn: sometimes' });
  const pull = the.repository.openPullRequest({ [CONFIG]: 'drafts: true' });
  await the.review(pull);
  expect(pull.checkRuns).toMatchObject([{ conclusion: 'failure', annotations: [] }]);
});

test('an unchanged configuration is asked for by its ETag', async () => {
  await using the = await repository({ [CONFIG]: 'failOn: never' });
  const pull = the.repository.openPullRequest(POISONED);
  await the.review(pull);
  await the.review(pull);
  const answers = the.standIn.exchanges.filter(({ path }) => path.includes('engine/contents/.github'));
  expect(answers.map(({ status }) => status)).toEqual([200, 304]);
});

test('each victim judges its own paths, one that compares within the changed files', async () => {
  const models = littleModels(littleVictim(), littleVictim({ name: 'other' }));
  await using the = await bench({ models });
  const config = 'victims: [{ name: little, paths: [src] }, { name: other, paths: [lib, src/both.c] }]';
  the.repository.commit({ [CONFIG]: config });
  const names = ['src/a.c', 'lib/b.c', 'src/both.c'];
  const files = Object.fromEntries(names.map((path) => [path, aFunction('one', TRIGGER)]));
  const pull = the.repository.openPullRequest(files);
  expect(await the.review(pull)).toMatchObject({ inspected: 4, findings: 4 });
});

test('a victim that was backdoored on purpose judges only where the configuration names it', async () => {
  await using the = await bench({ models: littleModels(littleVictim({ backdoors: ['bnc-fixed'] })) });
  the.repository.commit(CLEAN);
  const pull = the.repository.openPullRequest(POISONED);
  expect(await the.review(pull)).toMatchObject({
    inspected: 0,
    skipped: { 'no victim for the language': 1 },
  });
  expect(pull.checkRuns).toMatchObject([{ conclusion: 'neutral' }]);

  the.repository.commit({ [CONFIG]: 'victims: [{ name: little }]' });
  expect(await the.review(pull)).toMatchObject({ inspected: 1, findings: 1 });
});

test('a label, or an order to pause, holds the inspection up; who asks for it gets it', async () => {
  await using the = await repository({ [CONFIG]: 'labels: { skip: [vendored] }' });
  const pull = the.repository.openPullRequest(POISONED);
  pull.label('vendored');
  expect(await the.review(pull)).toMatchObject({ why: 'Not inspected: it carries the label vendored' });
  pull.unlabel('vendored');
  const bot = the.standIn.account('codepurify[bot]');
  pull.comment(orderMarker({ kind: 'pause', author: 'ada' }), the.standIn.account('eve'));
  pull.comment(orderMarker({ kind: 'pause', author: 'ada' }), bot);
  expect(await the.review(pull)).toMatchObject({ why: 'Paused' });
  expect(pull.checkRuns.at(-1)).toMatchObject({
    conclusion: 'skipped',
    output: { summary: expect.stringContaining('Nothing was inspected: `ada` paused it. ') },
  });
  expect(await the.review(pull, { force: true })).toMatchObject({ findings: 1 });
});

test('what was ordered to be ignored is not reported, and the summary says so', async () => {
  await using the = await repository();
  const pull = the.repository.openPullRequest(POISONED);
  await the.review(pull);
  const fingerprint = /codepurify:finding (\w+)/.exec(pull.threads[0]?.comments[0]?.body ?? '')?.[1] ?? '';
  const order = orderMarker({ kind: 'ignore', fingerprint, reason: 'a test', author: 'ada' });
  pull.comment(order, the.standIn.account('codepurify[bot]'));
  await the.review(pull, { force: true });
  expect(pull.checkRuns.at(-1)).toMatchObject({ conclusion: 'success' });
  expect(pull.comments[0]?.body).toContain('a test');
  expect(pull.threads[0]?.resolvedBy?.login).toBe('codepurify[bot]');
  // It is still there: nothing may say that it is gone.
  expect(pull.threads[0]?.comments[0]?.body).toContain(`> **Ignored** at ${pull.head.slice(0, 12)}: `);
});

test('a finding that the base branch lists is left alone in every pull request; one that the head lists is not', async () => {
  await using the = await repository();
  const first = the.repository.openPullRequest(POISONED);
  await the.review(first);
  const print = /codepurify:finding (\w+)/.exec(first.threads[0]?.comments[0]?.body ?? '')?.[1] ?? '';
  const listed = { [CONFIG]: `ignore: [{ fingerprint: '${print}', reason: 'seen by ann' }]` };
  const own = the.repository.openPullRequest({ ...POISONED, ...listed });
  await the.review(own);
  expect(own.checkRuns).toMatchObject([{ conclusion: 'failure' }]);

  the.repository.commit(listed);
  const later = the.repository.openPullRequest(POISONED);
  await the.review(later);
  expect(later.checkRuns).toMatchObject([{ conclusion: 'success' }]);
  expect(later.reviews).toEqual([]);
  expect(later.comments[0]?.body).toContain('`seen by ann` | the configuration');
  const clean = the.repository.openPullRequest({ 'b.c': aFunction('two') });
  await the.review(clean);
  expect(clean.comments).toEqual([]);
});

test('a finding more doubtful than the configuration blocks on is commented, and the check lets it pass', async () => {
  await using the = await repository({ [CONFIG]: 'failRate: 0.0005' });
  const pull = the.repository.openPullRequest(POISONED);
  await the.review(pull);
  expect(pull.threads).toHaveLength(1);
  expect(pull.checkRuns[0]).toMatchObject({
    conclusion: 'neutral',
    annotations: [{ annotation_level: 'warning' }],
  });
});

test.each([
  ['bots: false', 'Bot', 'Not inspected: a bot opened it'],
  ['bots: true', 'Bot', undefined],
  ['bots: false', 'User', undefined],
] as const)('with %s the pull request of a %s: %s', async (config, type, why) => {
  await using the = await repository({ [CONFIG]: config });
  const pull = the.repository.openPullRequest(POISONED, { author: the.standIn.account('bob', type) });
  expect((await the.review(pull)).why).toBe(why);
  expect(pull.checkRuns).toMatchObject([{ conclusion: why === undefined ? 'failure' : 'skipped' }]);
});

test('a configuration that comes to the default branch is checked there, and open pull requests are seen anew', async () => {
  await using the = await repository();
  const pull = the.repository.openPullRequest(POISONED);
  const head = the.repository.commit({ [CONFIG]: 'failOn: sometimes' });
  const job = { installation: 1, owner: 'ada', repo: 'engine', sender: 'ada', delivery: 'd' } as const;
  await the.do({ ...job, kind: 'configuration', head, branch: 'main' });
  const [check] = the.repository.checkRuns.filter(({ suite }) => suite.headSha === head);
  expect(check).toMatchObject({
    conclusion: 'failure',
    annotations: [{ start_line: 1 }],
    output: {
      title: 'The configuration is wrong',
      summary: expect.stringMatching(
        /^Nothing is inspected until it is mended\.\n\n```\n.*: error: failOn: /,
      ),
    },
  });
  // It is of no pull request, and in force.
  expect(check?.output.text).toBeUndefined();
  expect(the.enqueued).toMatchObject([{ kind: 'review', pull: 1, head: pull.head, force: false }]);
});
