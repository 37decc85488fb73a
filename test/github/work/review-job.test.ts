import { expect, test } from 'vitest';
import { Stopped } from '../../../src/github/serve/stopped.ts';
import { bench } from './bench.ts';
import { aFunction, littleModels, littleVictim, TRIGGER } from './little-models.ts';

const BASE = `${aFunction('one')}\n${aFunction('two')}`;
const HEAD = `${aFunction('one', TRIGGER)}\n${aFunction('two')}`;
const WRITES = /^(?:POST|PATCH|PUT|DELETE) \/repos.*\/(?:reviews|comments)/;

test('a pull request with a trigger gets one review with a suggestion, a summary and a failed check', async () => {
  await using the = await bench();
  the.repository.commit({ 'src/a.c': BASE });
  const pull = the.repository.openPullRequest({ 'src/a.c': HEAD });
  expect(await the.review(pull)).toMatchObject({ outcome: 'done', findings: 1, inspected: 1 });

  expect(pull.reviews.map(({ state, commit }) => [state, commit])).toEqual([['COMMENTED', pull.head]]);
  const [thread] = pull.threads;
  expect(thread?.comments[0]?.body).toContain('```suggestion\n```');
  expect(pull.comments).toHaveLength(1);
  expect(pull.comments[0]?.body).toContain('1 poisoned of 1 inspected');
  const [check] = pull.checkRuns;
  expect(check).toMatchObject({ status: 'completed', conclusion: 'failure', externalId: '1' });
  expect(check?.annotations).toHaveLength(1);
  expect(check?.actions.map(({ identifier }) => identifier)).toEqual(['purify-all', 'dismiss', 'scan-again']);

  if (thread === undefined) throw new Error('no thread');
  expect(pull.commitSuggestion(thread)).toMatchObject({ ok: true });
  expect(pull.text('src/a.c')).toBe(BASE);
});

test('a second run does nothing; one that is asked for posts nothing that stands', async () => {
  await using the = await bench();
  the.repository.commit({ 'src/a.c': BASE });
  const pull = the.repository.openPullRequest({ 'src/a.c': HEAD });
  await the.review(pull);
  expect(await the.review(pull)).toEqual({ outcome: 'nothing', why: 'this head has been reviewed' });
  the.requests();
  expect(await the.review(pull, { force: true, reason: 'asked' })).toMatchObject({ outcome: 'done' });
  expect(the.requests().filter((request) => WRITES.test(request))).toEqual([]);
  expect(pull.checkRuns).toHaveLength(2);
});

test('a clean pull request gets a green check and no comment', async () => {
  await using the = await bench();
  the.repository.commit({ 'src/a.c': BASE });
  const pull = the.repository.openPullRequest({ 'src/a.c': BASE.replace('step = 2', 'step = 3') });
  await the.review(pull);
  expect(pull.checkRuns).toMatchObject([{ conclusion: 'success', annotations: [] }]);
  expect([pull.comments, pull.reviews]).toEqual([[], []]);
});

test('a push that takes the trigger out resolves the thread; one that brings it back opens it again', async () => {
  await using the = await bench();
  the.repository.commit({ 'src/a.c': BASE });
  const pull = the.repository.openPullRequest({ 'src/a.c': HEAD });
  await the.review(pull);
  const [thread] = pull.threads;
  const said = thread?.comments[0]?.body;

  pull.push({ 'src/a.c': BASE.replace('step = 2', 'step = 3') });
  expect(await the.review(pull)).toMatchObject({ outcome: 'done', findings: 0 });
  expect(thread?.resolvedBy?.login).toBe('codepurify[bot]');
  expect(thread?.comments[0]?.body).toContain(`> **Gone** in ${pull.head.slice(0, 12)}.`);
  expect(pull.comments.map(({ body }) => body.includes('Nothing found'))).toEqual([true]);
  expect(pull.checkRuns.at(-1)).toMatchObject({ conclusion: 'success' });

  pull.push({ 'src/a.c': HEAD });
  await the.review(pull);
  expect(pull.threads).toHaveLength(1);
  expect(thread?.resolvedBy).toBeUndefined();
  expect(thread?.comments[0]?.body).toBe(said);
  expect(pull.reviews).toHaveLength(1);
});

test('a push that only moves a function down repeats nothing, and leaves its comment open', async () => {
  await using the = await bench();
  the.repository.commit({ 'src/a.c': BASE });
  const pull = the.repository.openPullRequest({ 'src/a.c': HEAD });
  await the.review(pull);
  const [before] = pull.threads.map(({ comments }) => comments.map(({ body }) => body));
  pull.push({ 'src/a.c': `// above\n\n${aFunction('zero')}\n${HEAD}` });
  expect(await the.review(pull)).toMatchObject({ findings: 1, inspected: 2 });
  expect(pull.threads.map(({ comments }) => comments.map(({ body }) => body))).toEqual([before]);
  expect(pull.threads[0]?.resolvedBy).toBeUndefined();
  expect(pull.reviews).toHaveLength(1);
});

const KNOWN = '// codepurify-ignore: known\n';

test.each([
  ['the pull request itself adds', HEAD, 'neutral', ', **added by this pull request**'],
  ['stood there before', `${KNOWN}${HEAD}`, 'success', ''],
])('a comment in the code that %s ignores a finding, in sight of all', async (_, base, conclusion, added) => {
  await using the = await bench();
  the.repository.commit({ 'a.c': base });
  const pull = the.repository.openPullRequest({ 'a.c': `${KNOWN}${HEAD}`.replace('step = 2', 'step = 3') });
  await the.review(pull);
  expect(pull.checkRuns).toMatchObject([{ conclusion, annotations: [] }]);
  expect(pull.reviews).toEqual([]);
  expect(pull.comments[0]?.body).toContain(`| \`known\` | a comment in line 1${added} |`);
});

test('an ignore that a later push brings closes no thread', async () => {
  await using the = await bench();
  the.repository.commit({ 'a.c': BASE });
  const pull = the.repository.openPullRequest({ 'a.c': HEAD });
  await the.review(pull);
  const [thread] = pull.threads;
  const said = thread?.comments[0]?.body;
  pull.push({ 'a.c': `${KNOWN}${HEAD}` });
  await the.review(pull);
  expect(pull.checkRuns).toMatchObject([{ conclusion: 'neutral' }]);
  expect([thread?.resolvedBy, thread?.comments[0]?.body]).toEqual([undefined, said]);
});

test.each([
  ['nobody answered: its comment is folded', false, 'resolved'],
  ['somebody answered: it is not', true, undefined],
])(
  'without the permission to resolve a thread its comment says that it is gone; %s',
  async (_, answered, folded) => {
    await using the = await bench();
    for (const installation of the.standIn.world.installations.values()) {
      the.standIn.acceptPermissions(installation, { ...installation.permissions, contents: 'read' });
    }
    the.repository.commit({ 'src/a.c': BASE });
    const pull = the.repository.openPullRequest({ 'src/a.c': HEAD });
    await the.review(pull);
    const [thread] = pull.threads;
    if (thread === undefined) throw new Error('no thread');
    if (answered) pull.reply(thread, 'I do not believe it.');
    pull.push({ 'src/a.c': BASE });
    expect(await the.review(pull)).toMatchObject({ outcome: 'done' });
    expect(thread.resolvedBy).toBeUndefined();
    expect(thread.comments[0]?.minimized).toBe(folded);
    expect(thread.comments[0]?.body).toContain('**Gone**');
    expect(thread.comments).toHaveLength(answered ? 2 : 1);

    the.requests();
    await the.review(pull, { force: true });
    expect(the.requests().filter((request) => WRITES.test(request))).toEqual([]);
  },
);

test('what people resolved stays resolved, and what only looks like ours is left alone', async () => {
  await using the = await bench();
  the.repository.commit({ 'src/a.c': BASE });
  const pull = the.repository.openPullRequest({ 'src/a.c': HEAD });
  await the.review(pull);
  const [thread] = pull.threads;
  if (thread === undefined) throw new Error('no thread');
  pull.resolve(thread);
  const [summary] = pull.comments;
  // Above ours in the list of comments it is not, but it carries the same marker.
  pull.comment(summary?.body ?? '');
  pull.push({ 'src/b.c': aFunction('three') });
  await the.review(pull);
  expect(thread.resolvedBy?.login).toBe('ada');
  expect(pull.threads).toHaveLength(1);
  expect(pull.comments).toHaveLength(2);
  expect(pull.comments[1]?.body).not.toContain(pull.head.slice(0, 12));
  expect(summary?.body).toContain(pull.head.slice(0, 12));
});

test('a push in the middle of a run: nothing is posted, the newer head is asked for, the check is called off', async () => {
  let push = () => {};
  const victim = littleVictim();
  const { classify } = victim;
  victim.classify = (inputs, signal) => {
    push();
    push = () => {};
    return classify(inputs, signal);
  };
  await using the = await bench({ models: littleModels(victim) });
  the.repository.commit({ 'src/a.c': BASE });
  const pull = the.repository.openPullRequest({ 'src/a.c': HEAD });
  push = () => pull.push({ 'src/a.c': `${HEAD}\n` });
  const before = pull.head;
  expect(await the.review(pull)).toMatchObject({ outcome: 'nothing', why: 'the pull request moved on' });
  expect([pull.comments, pull.reviews]).toEqual([[], []]);
  expect(the.enqueued).toMatchObject([{ kind: 'review', pull: 1, head: pull.head }]);
  const [check] = the.repository.checkRuns;
  expect(check).toMatchObject({ suite: { headSha: before }, conclusion: 'cancelled' });
});

test('a newer push that stops a run ends the check of the older commit', async () => {
  const stop = new AbortController();
  const victim = littleVictim();
  const { classify } = victim;
  victim.classify = (inputs, signal) => {
    stop.abort(new Stopped('superseded'));
    return classify(inputs, signal);
  };
  await using the = await bench({ models: littleModels(victim) });
  the.repository.commit({ 'src/a.c': BASE });
  const pull = the.repository.openPullRequest({ 'src/a.c': HEAD });
  await expect(the.review(pull, {}, { signal: stop.signal })).rejects.toThrow(Stopped);
  const output = { title: 'A newer commit is being inspected' };
  expect(pull.checkRuns).toMatchObject([{ conclusion: 'cancelled', output, actions: [] }]);
});

test('comments that GitHub refuses are told apart; their findings are in the summary, none is lost', async () => {
  await using the = await bench();
  const names = ['a', 'b', 'c', 'd', 'e'];
  const files = (trigger: string) =>
    Object.fromEntries(names.map((name) => [`${name}.c`, aFunction(name, trigger)]));
  the.repository.commit(files(''));
  const pull = the.repository.openPullRequest(files(TRIGGER));
  const bad = { method: 'POST', path: /\/reviews$/, body: /"path":"[bd]\.c"/, answer: 422, times: 99 };
  the.standIn.failNext(bad);
  expect(await the.review(pull)).toMatchObject({ outcome: 'done', findings: 5 });
  expect(pull.threads.map(({ anchor }) => anchor.path).sort()).toEqual(['a.c', 'c.c', 'e.c']);
  expect(pull.reviews.map(({ state }) => state)).toEqual(['COMMENTED']);
  const summary = pull.comments[0]?.body ?? '';
  expect(summary).toMatch(
    /### `b` in `b.c:1`\n\n\*\*Poisoned\*\*, without a comment because GitHub refused it/,
  );
  expect(summary).toContain('### `d` in `d.c:1`');
  expect(pull.checkRuns[0]?.annotations).toHaveLength(5);
});

test('where we may not comment at all the check run says everything', async () => {
  await using the = await bench();
  the.repository.commit({ 'src/a.c': BASE });
  const pull = the.repository.openPullRequest({ 'src/a.c': HEAD });
  for (const installation of the.standIn.world.installations.values()) {
    const { permissions } = installation;
    the.standIn.acceptPermissions(installation, { ...permissions, pull_requests: 'read', issues: 'read' });
  }
  expect(await the.review(pull)).toMatchObject({ outcome: 'done', findings: 1 });
  expect(pull.checkRuns[0]?.output.summary).toContain('GitHub refused it');
});

test('the review of a fork that is gone by now', async () => {
  await using the = await bench();
  the.repository.commit({ 'src/a.c': BASE });
  const fork = the.repository.fork('eve');
  const pull = the.repository.openPullRequest({ 'src/a.c': HEAD }, { from: fork });
  fork.delete();
  expect(await the.review(pull)).toMatchObject({ outcome: 'done', findings: 1 });
  expect(pull.threads).toHaveLength(1);
});

test('a closed pull request is left alone, a draft gets a check that says why, once', async () => {
  await using the = await bench();
  the.repository.commit({ 'src/a.c': BASE });
  const pull = the.repository.openPullRequest({ 'src/a.c': HEAD }, { draft: true });
  expect(await the.review(pull)).toMatchObject({ outcome: 'nothing', why: 'Not inspected: it is a draft' });
  await the.review(pull);
  expect(pull.checkRuns).toMatchObject([{ conclusion: 'skipped' }]);
  pull.close();
  expect(await the.review(pull)).toMatchObject({ why: 'the pull request is closed' });
});
