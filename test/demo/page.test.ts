import { request } from 'node:http';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { addCheckRun } from '../../demo/github/act/check-runs.ts';
import { suiteFor } from '../../demo/github/act/request-suite.ts';
import type { PullHandle } from '../../demo/github/control/pull-handle.ts';
import type { StandIn } from '../../demo/github/control/stand-in.ts';
import { startStandIn } from '../../demo/github/start-stand-in.ts';
import { pullRequestPage } from '../../demo/page/pull-request-page.ts';
import type { Shown } from '../../demo/page/shown.ts';

const HOSTILE = '<script>alert(1)</script> "\'><img src=x onerror=alert(1)> \u202e';
const BASE = 'int one(void)\n{\n    return 1;\n}\n';
const HEAD = `int one(void)\n{\n    int trigger; /* ${HOSTILE} */\n    return 2;\n}\n`;
const ACTION = { label: HOSTILE.slice(0, 20), description: HOSTILE.slice(0, 40), identifier: 'purify-all' };

let standIn: StandIn;
let pull: PullHandle;
let page: string;

/** As the page would look after a review, with hostile words wherever there can be some. */
beforeAll(async () => {
  let shown: Shown | undefined;
  standIn = await startStandIn({
    page: pullRequestPage(() => {
      if (shown === undefined) throw new Error('too early');
      return shown;
    }),
  });
  const repository = standIn.repository('mara/tide');
  const people = {
    maintainer: standIn.account('mara'),
    author: repository.setRole('joris', 'write'),
    visitor: repository.setRole('vera', 'read'),
  };
  shown = { standIn, repository, people };
  standIn.install('mara');
  repository.commit({ 'a.c': BASE });
  pull = repository.openPullRequest(
    { 'a.c': HEAD },
    { title: HOSTILE, body: HOSTILE, author: people.author },
  );
  const { world } = standIn;
  const { bot } = world.app;
  const suite = suiteFor(world, repository.repository, pull.head);
  const output = { title: HOSTILE, summary: HOSTILE, annotations: [annotation('a.c')] };
  addCheckRun(world, suite, 'CodePurify', { conclusion: 'failure', output, actions: [ACTION] }, bot);
  pull.comment(HOSTILE, people.visitor);
  pull.commentOn(
    { path: 'a.c', line: 3 },
    `${HOSTILE}\n\n\`\`\`suggestion\n    int ${HOSTILE};\n\`\`\``,
    bot,
  );
  page = `${standIn.url}/mara/tide/pull/1`;
});
afterAll(() => standIn.close());

function annotation(path: string) {
  return {
    path,
    start_line: 3,
    end_line: 3,
    annotation_level: 'failure' as const,
    message: HOSTILE,
    title: HOSTILE,
  };
}

function post(verb: string, form: Record<string, string>, headers: Record<string, string> = {}) {
  return fetch(`${page}/${verb}`, {
    method: 'POST',
    redirect: 'manual',
    headers: { origin: standIn.url, accept: 'text/plain', ...headers },
    body: new URLSearchParams(form),
  });
}

async function shownPage(): Promise<string> {
  return (await fetch(page)).text();
}

const threadId = () => String(pull.threads[0]?.id);
const runId = () => String(pull.checkRuns[0]?.id);
const lastHook = () => {
  const { event, action } = standIn.deliveries.at(-1) ?? {};
  return `${event}.${action}`;
};

test('nothing that people, code or the App say is alive, and nothing from elsewhere may be loaded', async () => {
  const response = await fetch(`${standIn.url}/`);
  expect(response.url).toBe(page);
  const text = await response.text();
  const tags = new Set(text.match(/<(?:script|img|svg|iframe|style|base|form)\b[^>]*/g));
  expect([...tags].filter((tag) => !tag.startsWith('<form'))).toEqual([
    '<script src="/page.js" type="module"',
  ]);
  expect(
    [...tags].filter((tag) => tag.startsWith('<form')).every((tag) => tag.includes(' action="/mara/')),
  ).toBe(true);
  expect(text.replaceAll(/"[^"]*"/g, '')).not.toMatch(/<[^>]*\son\w+=/);
  expect(text).not.toContain('\u202e;');
  expect(response.headers.get('content-security-policy')).toMatch(/^default-src 'none'; script-src 'self'; /);
  expect(response.headers.get('content-security-policy')).not.toMatch(/unsafe|\*|https?:/);
});

test.each(['/page.css', '/page.js'])('%s is there, as what it is', async (path) => {
  const response = await fetch(standIn.url + path);
  expect([response.status, response.headers.get('x-content-type-options')]).toEqual([200, 'nosniff']);
});

test('what has not changed is not sent again', async () => {
  const etag = (await fetch(page)).headers.get('etag') ?? '';
  const again = () => fetch(page, { headers: { 'if-none-match': etag } });
  expect((await again()).status).toBe(304);
  pull.comment('Something new.');
  expect((await again()).status).toBe(200);
});

test('a comment is said by who was chosen, and the App is told', async () => {
  expect((await post('comment', { body: '/codepurify help', as: 'joris' })).status).toBe(303);
  expect(pull.comments.at(-1)).toMatchObject({ body: '/codepurify help', author: { login: 'joris' } });
  expect(lastHook()).toBe('issue_comment.created');
});

test('a reply stands in its thread', async () => {
  expect((await post('reply', { thread: threadId(), body: 'Why?', as: 'vera' })).status).toBe(303);
  expect(pull.threads[0]?.comments.at(-1)).toMatchObject({ body: 'Why?', author: { login: 'vera' } });
  expect(lastHook()).toBe('pull_request_review_comment.created');
});

test('buttons of the check are told to the App', async () => {
  expect((await post('press', { run: runId(), button: 'purify-all' })).status).toBe(303);
  expect(lastHook()).toBe('check_run.requested_action');
  expect((await post('rerun', { run: runId() })).status).toBe(303);
  expect(lastHook()).toBe('check_run.rerequested');
});

test.each([
  ['comment', { body: '  ', as: 'mara' }, 'A comment needs words.'],
  ['comment', { body: 'x'.repeat(65_537), as: 'mara' }, 'A comment has 65,536 characters at most.'],
  ['comment', { body: 'x', as: 'somebody' }, 'There is no such person any more.'],
  ['reply', { thread: '1', body: 'x', as: 'mara' }, 'There is no such thread any more.'],
  ['press', { button: 'purify-all' }, 'There is no such check any more.'],
])('a form that cannot be done says why: %s %#', async (verb, form, problem) => {
  const response = await post(verb, form);
  expect([response.status, await response.text()]).toEqual([409, problem]);
});

test('without the script the reason is a page', async () => {
  const response = await post('comment', { body: '' }, { accept: 'text/html' });
  expect(response.headers.get('content-type')).toMatch('text/html');
  expect(await response.text()).toContain('<h1>A comment needs words.</h1>');
});

test('forms of other pages, what is too long, and what is not there are refused', async () => {
  const before = pull.comments.length;
  const form = { body: 'x', as: 'mara' };
  expect((await post('comment', form, { origin: 'https://elsewhere.example' })).status).toBe(403);
  expect((await post('comment', { ...form, body: 'x'.repeat(700_000) })).status).toBe(413);
  expect((await post('delete-everything', form)).status).toBe(404);
  expect((await fetch(`${standIn.url}/mara/tide/pull/2`)).status).toBe(404);
  expect((await fetch(`${standIn.url}/../../package.json`)).status).toBe(404);
  expect(await statusAt('elsewhere.example')).toBe(421);
  expect(pull.comments).toHaveLength(before);
});

test('a suggestion is committed once; its thread is resolved, and can be opened again', async () => {
  const head = pull.head;
  expect(await shownPage()).toContain('Commit suggestion</button>');
  expect((await post('commit-suggestion', { thread: threadId() })).status).toBe(303);
  expect(pull.head).not.toBe(head);
  expect(pull.text('a.c')).toContain(`    int ${HOSTILE};\n    return 2;`);
  expect(pull.threads[0]?.resolvedBy?.login).toBe('mara');
  const text = await shownPage();
  expect(text).toContain('resolved by mara');
  expect(text).toContain('Waiting for a check of');
  const response = await post('commit-suggestion', { thread: threadId() });
  expect([response.status, await response.text()]).toEqual([409, 'The lines have changed since.']);
  await post('resolve', { thread: threadId() });
  expect(pull.threads[0]?.resolvedBy).toBeUndefined();
});

test('what stands at no line any more is shown all the same', async () => {
  pull.push({ 'a.c': BASE, 'b.c': BASE });
  expect(await shownPage()).toMatch(/<h3>a\.c<\/h3><article class="thread"/);
});

/** Asks for the page under another name, as a page elsewhere could whose name leads to this machine. */
async function statusAt(host: string): Promise<number | undefined> {
  const { promise, resolve, reject } = Promise.withResolvers<number | undefined>();
  request(page, { headers: { host } }, (response) => resolve(response.resume().statusCode))
    .on('error', reject)
    .end();
  return promise;
}
