import { afterEach, beforeEach, expect, test } from 'vitest';
import type { PullHandle } from '../../../demo/github/control/pull-handle.ts';
import type { RepositoryHandle } from '../../../demo/github/control/repository-handle.ts';
import type { StandIn } from '../../../demo/github/control/stand-in.ts';
import { answerMarker } from '../../../src/github/commands/answer-record.ts';
import { commitFiles } from '../../../src/github/commands/commit-files.ts';
import type { Models } from '../../../src/github/models.ts';
import { rateLimitWait } from '../../../src/github/serve/rate-limit-wait.ts';
import { ModelError } from '../../../src/model/model-error.ts';
import { markedFinding, shortId } from '../../../src/review/marker.ts';
import { type Judged, startJudgedStandIn } from '../../judge/start-judged-stand-in.ts';
import { aFunction, littleModels, littleVictim, TRIGGER } from '../work/little-models.ts';
import { appAtWork, speaker } from './app-at-work.ts';

let judged: Judged;
let standIn: StandIn;
let repository: RepositoryHandle;
let pull: PullHandle;
let app: ReturnType<typeof appAtWork>;
let push: () => void;
/** How often the victim was asked. */
let inspections: number;

beforeEach(async () => {
  judged = await startJudgedStandIn();
  standIn = judged.standIn;
  repository = standIn.repository('ada/engine');
  repository.commit({ 'a.c': aFunction('one'), 'b.c': aFunction('two') });
  const victim = littleVictim();
  const { classify } = victim;
  inspections = 0;
  victim.classify = (inputs, signal) => {
    inspections += 1;
    push();
    push = () => {};
    return classify(inputs, signal);
  };
  push = () => {};
  app = appAtWork(standIn, standIn.install('ada'), littleModels(victim));
  pull = repository.openPullRequest(
    { 'a.c': aFunction('one', TRIGGER), 'b.c': aFunction('two', TRIGGER).replaceAll('\n', '\r\n') },
    { author: standIn.account('bob') },
  );
  repository.setRole('carol', 'write');
  await app.rest();
});

afterEach(() => judged.finish());

const carol = () => standIn.account('carol');
const ids = () =>
  pull.threads.map(({ comments: [first] }) => shortId(markedFinding(first?.body ?? '') ?? ''));
const said = () =>
  [...pull.comments, ...pull.threads.flatMap(({ comments }) => comments)]
    .filter(
      ({ body }) => body.startsWith('<!-- codepurify:answer') || body.startsWith('<!-- codepurify:order'),
    )
    .map(({ body }) => body.replace(/^(?:<!--.*-->\n)+/, ''));
const summary = () =>
  pull.comments.find(({ body }) => body.startsWith('<!-- codepurify:summary'))?.body ?? '';

async function ask(text: string, by = carol()) {
  const comment = pull.comment(text, by);
  const did = await app.rest();
  return { comment, did, emojis: [...comment.reactions.values()].map(({ content }) => content) };
}

test('apply all commits every replacement, signed, with who asked as co-author', async () => {
  expect(pull.threads).toHaveLength(2);
  const before = pull.head;
  const { emojis } = await ask('/codepurify apply all');
  expect(emojis).toEqual(['eyes', '+1']);
  expect(pull.text('a.c')).toBe(aFunction('one'));
  expect(pull.text('b.c')).toBe(aFunction('two').replaceAll('\n', '\r\n'));
  const { store } = repository.repository;
  const commit = store.commit(pull.head);
  expect(commit.parents).toEqual([before]);
  expect(commit.message).toMatch(/^Purify 2 functions\n/);
  expect(commit.message).toMatch(/\nCo-authored-by: carol <\d+\+carol@users\.noreply\.127\.0\.0\.1>$/);
  expect(said()).toEqual([expect.stringContaining(`2 functions purified in ${pull.head}`)]);
  // The new commit is reviewed, and the findings are gone.
  expect(pull.threads.every(({ resolvedBy }) => resolvedBy !== undefined)).toBe(true);
});

test('apply ID commits one, and what it is asked again it says that it is gone', async () => {
  const [first = ''] = ids();
  await ask(`/codepurify apply ${first}`);
  expect(pull.text('a.c')).not.toContain(TRIGGER);
  expect(pull.text('b.c')).toContain(TRIGGER);
  const head = pull.head;
  const { emojis } = await ask(`/codepurify apply ${first}`);
  expect(emojis).toEqual(['eyes', 'confused']);
  expect(pull.head).toBe(head);
  expect(said().at(-1)).toContain(`No finding \`${first}\` stands at commit`);
});

test('a job that is done again commits nothing again and says nothing twice', async () => {
  const { did } = await ask('/codepurify apply all');
  const [{ job } = {}] = did;
  const head = pull.head;
  if (job) await app.again(job);
  expect(pull.head).toBe(head);
  expect(said()).toHaveLength(1);
  // Killed between the commit and its answer.
  for (const { id, body } of pull.comments) {
    if (body.startsWith('<!-- codepurify:answer')) repository.repository.issueComments.delete(id);
  }
  if (job) await app.again(job);
  expect(pull.head).toBe(head);
  expect(said()).toEqual([`Committed as ${head}.`]);
});

test('a commit whose answer is lost is not asked for twice, and not taken for a push of somebody', async () => {
  const { appId, privateKey, world } = standIn;
  const [installationId] = world.installations.keys();
  const retry = { retryAfterBaseValue: 10 };
  const octokit = speaker(standIn, { appId, privateKey, installationId }, retry);
  standIn.failNext({ path: /^\/graphql$/, body: /createCommitOnBranch/, applied: true, answer: 502 });
  const wanted = {
    repository: 'ada/engine',
    branch: pull.pull.head.ref,
    head: pull.head,
    message: { headline: 'Purify one', body: '' },
    files: new Map([['a.c', Buffer.from(aFunction('one'))]]),
  };
  await expect(commitFiles(octokit, wanted)).rejects.toMatchObject({ status: 502 });
  expect(pull.text('a.c')).toBe(aFunction('one'));
});

test('a commit that only says that it answers a request is not taken for one of ours', async () => {
  const { id } = pull.comment('/codepurify apply all', carol());
  const forged = pull.push({}, `Purify\n\nCodePurify-Request: conversation ${id}`, standIn.account('bob'));
  await app.rest();
  expect(said()).not.toEqual([expect.stringContaining(forged)]);
  expect(pull.text('a.c')).not.toContain(TRIGGER);
});

test('in a reply to its comment a finding needs no ID', async () => {
  const [thread] = pull.threads;
  if (thread === undefined) throw new Error('no thread');
  const reply = pull.reply(thread, 'Yes.\n\n/codepurify apply', carol());
  await app.rest();
  expect([...reply.reactions.values()].map(({ content }) => content)).toEqual(['eyes', '+1']);
  expect(pull.text('a.c')).not.toContain(TRIGGER);
  expect(pull.text('b.c')).toContain(TRIGGER);
  expect(thread.comments.at(-1)?.body).toContain('1 function purified');
});

test('ignore is shown in the summary with who and why, and outlives the next push', async () => {
  const [first = ''] = ids();
  await ask(`/codepurify ignore ${first} known <!-- --> @team and \`fine\``);
  expect(summary()).toContain('**Ignored**: 1 finding');
  expect(summary()).toContain('| `` known <!-- --> @team and `fine` `` | `carol` |');
  expect(said()[0]).toContain(`ignores \`${first}\`: \`\` known <!-- --> @team and \`fine\` \`\``);
  expect(said()[0]).toMatch(/put it into `ignore` of `.github\/codepurify.yml`, as `[0-9a-f]{32}`\.$/);
  pull.push({ 'c.c': aFunction('three') });
  await app.rest();
  expect(summary()).toContain('**Ignored**: 1 finding');
  expect(pull.checkRuns.at(-1)?.annotations).toHaveLength(1);
});

test('apply does not say that nothing stands where all that stands is ignored', async () => {
  for (const id of ids()) await ask(`/codepurify ignore ${id} known`);
  await ask('/codepurify apply all');
  const words = `Every finding is ignored at commit ${pull.head.slice(0, 12)}: nothing to commit.`;
  expect(said()).toContain(words);
});

test('pause holds reviews up until resume, and scan asks for one all the same', async () => {
  await ask('/codepurify pause');
  pull.push({ 'c.c': aFunction('three', TRIGGER) });
  await app.rest();
  expect(pull.checkRuns.map(({ conclusion }) => conclusion)).toEqual(['skipped']);
  await ask('/codepurify scan');
  expect(pull.checkRuns.at(-1)?.conclusion).toBe('failure');
  expect(pull.threads).toHaveLength(3);
  await ask('/codepurify resume');
  pull.push({ 'd.c': aFunction('four', TRIGGER) });
  await app.rest();
  expect(pull.threads).toHaveLength(4);
});

test('scan inspects a draft, and a finding outlives what its author does to it', async () => {
  pull.draft();
  pull.push({ 'c.c': aFunction('three', TRIGGER) });
  await app.rest();
  expect(pull.checkRuns).toMatchObject([
    { conclusion: 'skipped', output: { summary: expect.stringContaining('`/codepurify scan`') } },
  ]);
  expect((await ask('/codepurify scan', standIn.account('bob'))).emojis).toEqual(['eyes', '+1']);
  expect(pull.threads).toHaveLength(3);
  pull.close();
  pull.reopen();
  await ask('/codepurify resume');
  pull.ready();
  await app.rest();
  expect(pull.checkRuns.map(({ conclusion }) => conclusion)).toEqual(['skipped', 'failure']);
});

test.each([
  ['bots: false', 'a bot opened it'],
  ['labels: { only: [wanted] }', 'it carries none of the labels wanted'],
  ['failOn: sometimes', 'of the base branch is wrong'],
])('where the configuration says %s, scan says why nothing is inspected', async (config, why) => {
  repository.commit({ '.github/codepurify.yml': config });
  const author = standIn.account('robot', 'Bot');
  pull = repository.openPullRequest({ 'a.c': aFunction('one', TRIGGER) }, { author });
  await app.rest();
  expect((await ask('/codepurify scan')).emojis).toEqual(['eyes', 'confused']);
  expect(said()).toEqual([expect.stringMatching(/^Nothing is inspected: /)]);
  expect(said()[0]).toContain(why);
});

test('explain shows the suspicion of every element in a folded section', async () => {
  const [first = ''] = ids();
  const { emojis } = await ask(`/codepurify explain ${first}`, standIn.account('bob'));
  expect(emojis).toEqual(['eyes', '+1']);
  expect(said()[0]).toMatch(
    /<details>\n<summary>Suspicion of all \d+ elements<\/summary>\n\n```text\n▏ .*◀ trigger\n/,
  );
});

test('asked again at the same commit, explain points to what it said, and inspects nothing', async () => {
  const [first = ''] = ids();
  await ask(`/codepurify explain ${first}`);
  const asked = inspections;
  const { emojis } = await ask(`/codepurify explain ${first.slice(0, 6)}`);
  expect(emojis).toEqual(['eyes', '+1']);
  const earlier = pull.comments.find(({ body }) => body.includes('Suspicion of all'));
  expect(said().at(-1)).toContain(`/ada/engine/pull/${pull.number}#issuecomment-${earlier?.id})`);
  expect(inspections).toBe(asked);
  pull.push({ 'c.c': aFunction('three') });
  await app.rest();
  await ask(`/codepurify explain ${first}`);
  expect(said().at(-1)).toContain('Suspicion of all');
});

test('whatever is asked, explain inspects one commit only so often', async () => {
  const body = answerMarker({ to: 'conversation 1', inspected: pull.head });
  for (let asked = 0; asked < 30; asked += 1) pull.comment(body, standIn.account('codepurify[bot]'));
  const before = inspections;
  const { emojis } = await ask('/codepurify explain 012345', standIn.account('bob'));
  expect(emojis).toEqual(['eyes', 'confused']);
  expect(said().at(-1)).toContain('30 times');
  expect(inspections).toBe(before);
  pull.push({ 'c.c': aFunction('three') });
  await app.rest();
  await ask('/codepurify explain 012345', standIn.account('bob'));
  expect(said().at(-1)).toContain('No finding `012345` stands');
});

test.each([
  ['eve', 'scan', false],
  ['eve', 'apply all', false],
  ['eve', 'help', false],
  ['bob', 'apply all', false],
  ['bob', 'pause', false],
  ['bob', 'help', true],
  ['carol', 'help', true],
])('%s may ask to %s: %s', async (login, command, may) => {
  const head = pull.head;
  const { emojis } = await ask(`/codepurify ${command}`, standIn.account(login));
  expect(emojis).toEqual(['eyes', may ? '+1' : 'confused']);
  expect(said()).toEqual([expect.stringContaining(may ? '| `/codepurify scan` |' : 'people who may push')]);
  expect(pull.head).toBe(head);
});

test('who may not is told once, and costs a few requests and no inspection', async () => {
  await ask('/codepurify apply all', standIn.account('eve'));
  const before = [inspections, standIn.exchanges.length] as const;
  await ask('/codepurify explain 012345', standIn.account('eve'));
  expect(inspections).toBe(before[0]);
  expect(standIn.exchanges.length - before[1]).toBeLessThanOrEqual(6);
  const { emojis } = await ask('/codepurify pause', standIn.account('eve'));
  expect(emojis).toEqual(['eyes', 'confused']);
  expect(said()).toHaveLength(1);
});

test('nothing is committed to a head that moved while it was inspected', async () => {
  const comment = pull.comment('/codepurify apply all', carol());
  push = () => pull.push({ 'c.c': aFunction('three') });
  await app.rest();
  expect([...comment.reactions.values()].map(({ content }) => content)).toEqual(['eyes', 'confused']);
  expect(said()).toEqual([expect.stringContaining('Somebody pushed since')]);
});

test.each([
  ['the emoji', { method: 'POST', path: /\/reactions$/ }],
  ['the permission', { method: 'GET', path: /\/permission$/ }],
])('a rate limit at %s is for the queue to wait for, and refuses nobody', async (_, request) => {
  standIn.failNext({ ...request, answer: { limit: 'secondary', wait: 120 } });
  const comment = pull.comment('/codepurify help', carol());
  const error = await app.rest().catch((caught: unknown) => caught);
  expect(rateLimitWait(error)).toBe(120);
  expect(said()).toEqual([]);
  expect([...comment.reactions.values()].map(({ content }) => content)).not.toContain('confused');
});

test('why nothing can be inspected is quoted, whatever it says', async () => {
  const broken: Models = {
    ...littleModels(littleVictim()),
    victim: async () => {
      throw new ModelError('@team: <b>no</b> weights');
    },
  };
  const [installation] = standIn.world.installations.values();
  if (installation === undefined) throw new Error('not installed');
  const job = (await ask('/codepurify help')).did[0]?.job;
  if (job?.kind !== 'command') throw new Error('no command');
  const comment = pull.comment('/codepurify explain 012345', carol());
  await appAtWork(standIn, installation, broken).again({ ...job, comment: comment.id, text: comment.body });
  expect(said().at(-1)).toBe('It cannot be inspected: `@team: <b>no</b> weights`');
});

test('a hostile comment asks for nothing', async () => {
  const noise =
    '```\n/codepurify apply all\n```\n> /codepurify apply all\n\n<!-- /codepurify apply all -->\n@everyone\n';
  const { did, emojis } = await ask(noise.repeat(Math.floor(60_000 / noise.length)), carol());
  expect(did).toEqual([]);
  expect(emojis).toEqual([]);
  const { emojis: told } = await ask(
    `/codepurify \`<img onerror=x>\` @everyone \u202e${'[x](y)'.repeat(8_000)}`,
  );
  expect(told).toEqual(['eyes', 'confused']);
  expect(said()).toEqual(['There is no command `` `<img ``. `/codepurify help` shows what there is.']);
});
