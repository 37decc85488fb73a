import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { RepositoryHandle } from '../../demo/github/control/repository-handle.ts';
import type { StandIn } from '../../demo/github/control/stand-in.ts';
import { orderMarker } from '../../src/github/publish/standing-orders.ts';
import { markedFinding } from '../../src/review/marker.ts';
import { aFunction, littleModels, littleVictim, TRIGGER } from '../github/work/little-models.ts';
import { type Judged, startJudgedStandIn } from '../judge/start-judged-stand-in.ts';
import { folder } from '../scan/files/repository.ts';
import { cli } from './cli.ts';

const victim = littleVictim();
const { classify } = victim;

vi.mock('../../src/github/models.ts', () => ({
  keptModels: () => ({ ...littleModels(victim), async [Symbol.asyncDispose]() {} }),
}));

let judged: Judged;
let standIn: StandIn;
let repository: RepositoryHandle;
let seen: number;

const READ_ONLY = { metadata: 'read', contents: 'read', pull_requests: 'read' } as const;
const NAMES = Array.from({ length: 12 }, (_, index) => `f${index}`);
const files = (trigger = '') =>
  Object.fromEntries(NAMES.map((name) => [`${name}.c`, aFunction(name, trigger)]));

beforeEach(async () => {
  judged = await startJudgedStandIn();
  standIn = judged.standIn;
  repository = standIn.repository('ada/engine');
  repository.commit(files());
  victim.classify = classify;
});

afterEach(() => judged.finish());

function review(token: string, words: readonly string[] = [], env: Record<string, string> = {}) {
  seen = standIn.exchanges.length;
  const host = { GHE_HOST: new URL(standIn.url).host, GHE_PROTOCOL: 'http' };
  const none = { GITHUB_ACTIONS: '', GITHUB_STEP_SUMMARY: '', GITHUB_REPOSITORY: '' };
  return cli(['review', '--repo', 'ada/engine', '--pr', '1', ...words], {
    env: { ...none, ...host, GITHUB_TOKEN: token, ...env },
  });
}

const written = () =>
  standIn.exchanges
    .slice(seen)
    .filter(({ method, path }) => method !== 'GET' && path !== '/graphql')
    .map(({ method, path }) => `${method} ${path}`);

test('a dry run shows the review and writes nothing', async () => {
  const pull = repository.openPullRequest({ 'f0.c': aFunction('f0', TRIGGER) });
  const { code, stdout, stderr } = await review(standIn.userToken('ada'), ['--dry-run']);
  expect({ code, stderr: stderr.replace(/^\d.*\n/gm, '') }).toEqual({ code: 1, stderr: '' });
  expect(stdout).toContain('● f0');
  expect(stdout).toContain(
    'Would be posted: 1 comment.\n  f0.c:4, with a suggestion\n1 poisoned of 1 inspected',
  );
  const markdown = await review(standIn.userToken('ada'), ['--dry-run', '--format', 'markdown']);
  expect(markdown.stdout).toContain('```suggestion\n```');
  expect(written()).toEqual([]);
  expect([pull.comments, pull.reviews]).toEqual([[], []]);
});

test('it posts what the App posts, and a second run repeats nothing', async () => {
  const pull = repository.openPullRequest({ 'f0.c': aFunction('f0', TRIGGER) });
  const { code, stdout } = await review(standIn.userToken('ada'));
  expect(code).toBe(1);
  expect(stdout).toContain('Posted: 1 comment.');
  expect(pull.threads).toHaveLength(1);
  expect(pull.comments).toHaveLength(1);
  const again = await review(standIn.userToken('ada'));
  expect(again.stdout).toContain('Posted: 0 comments, 1 that stand already.');
  expect(written()).toEqual([]);
});

test('with the key of an App there is a check run too', async () => {
  const pull = repository.openPullRequest({ 'f0.c': aFunction('f0', TRIGGER) });
  standIn.install('ada');
  const { appId, privateKey } = standIn;
  const { code, stderr } = await review('', [], { APP_ID: String(appId), PRIVATE_KEY: privateKey });
  expect({ code, stderr: stderr.replace(/^\d.*\n/gm, '') }).toEqual({ code: 1, stderr: '' });
  expect(pull.checkRuns).toMatchObject([{ conclusion: 'failure' }]);
  expect(pull.threads[0]?.comments[0]?.author.login).toBe('codepurify[bot]');
});

test("a fork's read-only token: ten annotations, everything in the job summary, and it says so", async () => {
  const fork = repository.fork('eve');
  const pull = repository.openPullRequest(files(TRIGGER), { from: fork });
  const summary = join(folder(), 'summary.md');
  const token = standIn.workflowToken(repository, READ_ONLY);
  const env = { GITHUB_ACTIONS: 'true', GITHUB_STEP_SUMMARY: summary };
  const { code, stdout, stderr } = await review(token, [], env);
  expect(code).toBe(1);
  expect(stdout.match(/^::error file=f\d+\.c,line=4,endLine=4,title=Poisoned%3A f\d+::/gm)).toHaveLength(10);
  expect(stderr).toContain('note: 2 more are in the job summary.');
  expect(stderr).toContain('note: this token may not write to the pull request');
  const text = await readFile(summary, 'utf8');
  for (const name of NAMES) expect(text).toContain(`\`${name}\` in \`${name}.c:1\``);
  expect([pull.comments, pull.reviews]).toEqual([[], []]);
});

test('SARIF for code scanning goes into the file that the Action names', async () => {
  repository.openPullRequest({ 'f0.c': aFunction('f0', TRIGGER) });
  const file = join(folder(), 'found.sarif');
  await review(standIn.userToken('ada'), ['--dry-run', '--format', 'sarif', '--output', file]);
  const { runs } = JSON.parse(await readFile(file, 'utf8'));
  const [result] = runs[0].results;
  expect(result.locations[0].physicalLocation).toMatchObject({
    artifactLocation: { uri: 'f0.c' },
    region: { startLine: 4 },
  });
  expect(Object.values(result.partialFingerprints)).toEqual([expect.stringMatching(/^[0-9a-f]{32}$/)]);
});

test('no line of the code is a command to the runner', async () => {
  const hostile = `${aFunction('f0', TRIGGER)}/*\n::error::pwned\n::stop-commands::x\n*/\n`;
  repository.openPullRequest({ 'f0.c': hostile });
  const token = standIn.workflowToken(repository, READ_ONLY);
  const words = ['--format', 'markdown'];
  const { stdout } = await review(token, words, { GITHUB_ACTIONS: 'true' });
  const [, word] = /^::stop-commands::([0-9a-f-]{36})\n/.exec(stdout) ?? [];
  const after = stdout.slice(stdout.indexOf(`\n::${word}::\n`) + 1).split('\n');
  expect(after.filter((line) => line.startsWith('::'))).toEqual([
    `::${word}::`,
    expect.stringMatching(/^::error file=f0\.c,line=4,/),
  ]);
});

test.each(['pause', 'ignore'] as const)(
  '%s in a comment of another workflow is no order: they all speak under one name',
  async (kind) => {
    const pull = repository.openPullRequest({ 'f0.c': aFunction('f0', TRIGGER) });
    const token = standIn.workflowToken(repository, { ...READ_ONLY, pull_requests: 'write' });
    await review(token, [], { GITHUB_ACTIONS: 'true' });
    const [first] = pull.threads[0]?.comments ?? [];
    const fingerprint = markedFinding(first?.body ?? '') ?? '';
    const order = { kind, fingerprint, reason: 'fine', author: 'ada' };
    pull.comment(`${orderMarker(order)}\nThanks for your pull request!`, first?.author);
    expect(await review(token, [], { GITHUB_ACTIONS: 'true' })).toMatchObject({ code: 1 });
  },
);

test('what the pull request itself tells it to ignore does not let the step pass', async () => {
  const silenced = aFunction('f0', `${TRIGGER} // codepurify-ignore: trust me`);
  const pull = repository.openPullRequest({ 'f0.c': silenced });
  const token = standIn.workflowToken(repository, { ...READ_ONLY, pull_requests: 'write' });
  const { code } = await review(token, [], { GITHUB_ACTIONS: 'true' });
  expect(code).toBe(3);
  expect(pull.comments[0]?.body).toContain('**added by this pull request**');
});

test.each([
  ['poisoned', 0],
  ['incomplete', 3],
])(
  'with failOn: %s a workflow leaves a draft alone with exit code %i; who asks by hand gets it',
  async (failOn, code) => {
    repository.commit({ '.github/codepurify.yml': `failOn: ${failOn}` });
    repository.openPullRequest({ 'f0.c': aFunction('f0', TRIGGER) }, { draft: true });
    const token = standIn.workflowToken(repository, READ_ONLY);
    const draft = await review(token, [], { GITHUB_ACTIONS: 'true' });
    expect(draft).toMatchObject({ code, stdout: expect.stringContaining('this is a draft') });
    expect(draft.stdout).not.toContain('`/codepurify');
    expect(await review(standIn.userToken('ada'), ['--dry-run'])).toMatchObject({ code: 1 });
  },
);

test('a pull request without findings passes', async () => {
  repository.openPullRequest({ 'f0.c': `${aFunction('f0')}${aFunction('g')}` });
  const clean = await review(standIn.userToken('ada'));
  expect(clean).toMatchObject({ code: 0, stdout: expect.stringContaining('Nothing found') });
});

test('a wrong configuration is exit code 2, with line and key', async () => {
  repository.commit({ '.github/codepurify.yml': 'failOn: sometimes\n' });
  repository.openPullRequest({ 'f0.c': aFunction('f0', TRIGGER) });
  const { code, stdout } = await review(standIn.userToken('ada'));
  expect(code).toBe(2);
  expect(stdout).toContain('.github/codepurify.yml:1:9: error: failOn');
});

test('Ctrl-C ends it before anything is posted', async () => {
  const pull = repository.openPullRequest({ 'f0.c': aFunction('f0', TRIGGER) });
  victim.classify = (inputs, signal) => {
    process.emit('SIGINT');
    return classify(inputs, signal);
  };
  expect(await review(standIn.userToken('ada'))).toMatchObject({ code: 130, stderr: 'Stopped.\n' });
  expect([pull.comments, pull.reviews]).toEqual([[], []]);
});

test.each([
  [
    'a token that GitHub does not know',
    { GITHUB_TOKEN: 'ghp_unknown' },
    [],
    'does not take the token or key',
  ],
  ['no token', { GITHUB_TOKEN: '' }, [], 'GITHUB_TOKEN is missing'],
  [
    'a pull request that is not there',
    {},
    ['--pr', '7'],
    'shows no pull request 7 of ada/engine to this token',
  ],
  ['a repository that is none', {}, ['--repo', 'engine'], 'OWNER/NAME'],
  ['a number that is none', {}, ['--pr', 'main'], 'the number of the pull request'],
  ['a host that is none', { GHE_HOST: 'https://x' }, [], 'GHE_HOST is not a host name'],
])('%s is told in one sentence', async (_, env, words, message) => {
  const { code, stderr } = await review(standIn.userToken('ada'), words, { APP_ID: '', ...env });
  expect(code).toBe(2);
  expect(stderr).toContain(message);
});
