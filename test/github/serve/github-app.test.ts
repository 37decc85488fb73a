import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { githubApp } from '../../../src/github/serve/github-app.ts';
import { rateLimitWait } from '../../../src/github/serve/rate-limit-wait.ts';
import { heardLog } from './heard-log.ts';
import { PRIVATE_KEY } from './private-key.ts';
import { json, type Reply, tinyGitHub } from './tiny-github.ts';

const never = new AbortController().signal;

async function app(reply: Reply) {
  const github = await tinyGitHub(reply);
  const heard = heardLog();
  return {
    github,
    heard,
    app: githubApp({ appId: 1, privateKey: PRIVATE_KEY, baseUrl: github.baseUrl, log: heard.log }),
    [Symbol.asyncDispose]: () => github[Symbol.asyncDispose](),
  };
}

/** GitHub's secondary limit for the first so many requests. */
function limited(times: number, retryAfter: number): Reply {
  let left = times;
  return (_, response) =>
    left-- > 0
      ? json(
          response,
          403,
          { message: 'You have exceeded a secondary rate limit.' },
          { 'retry-after': String(retryAfter) },
        )
      : json(response, 200, { login: 'x' });
}

test('the App knows its own login, and asks once', async () => {
  await using set = await app(() => undefined);
  expect([await set.app.bot(), await set.app.bot()]).toEqual(['codepurify[bot]', 'codepurify[bot]']);
  expect(set.github.asked).toEqual(['GET /api/v3/app']);
});

test('it waits for a secondary limit that is short, and keeps the token', async () => {
  await using set = await app(limited(1, 1));
  for (const _ of [1, 2]) {
    const octokit = await set.app.octokit(7, never);
    expect((await octokit.rest.users.getByUsername({ username: 'x' })).status).toBe(200);
  }
  expect(set.github.asked.filter((path) => path.endsWith('access_tokens'))).toHaveLength(1);
});

test('a long limit is left to the queue', async () => {
  await using set = await app(limited(1, 600));
  const octokit = await set.app.octokit(7, never);
  const error = await octokit.rest.users.getByUsername({ username: 'x' }).catch((caught: unknown) => caught);
  expect(rateLimitWait(error)).toBe(600);
});

test('a server’s failure is tried again', async () => {
  let failures = 1;
  await using set = await app((_, response) =>
    failures-- > 0 ? json(response, 502, { message: 'Bad gateway' }) : json(response, 200, { login: 'x' }),
  );
  const octokit = await set.app.octokit(7, never);
  expect((await octokit.rest.users.getByUsername({ username: 'x' })).data.login).toBe('x');
});

test('requests end with the signal, and others go on', async () => {
  await using set = await app(() => undefined);
  const stop = new AbortController();
  const octokit = await set.app.octokit(7, stop.signal);
  const asked = octokit.rest.users.getByUsername({ username: 'x' });
  await expect.poll(() => set.github.asked.at(-1)).toBe('GET /api/v3/users/x');
  stop.abort(new Error('enough'));
  await expect(asked).rejects.toThrow('enough');
  await expect(octokit.rest.users.getByUsername({ username: 'y' })).rejects.toThrow('enough');
  await sleep(1_500);
  expect(set.github.asked.filter((path) => path.includes('/users/'))).toHaveLength(1);
});

test('neither bodies nor tokens get into the log, even at its most talkative', async () => {
  await using set = await app((_, response) => json(response, 422, { message: 'Validation Failed' }));
  const octokit = await set.app.octokit(7, never);
  const body = 'PRIVATE-WORDS';
  const call = octokit.rest.issues.createComment({ owner: 'o', repo: 'r', issue_number: 1, body });
  const error = await call.catch((caught: unknown) => caught);
  set.heard.log.error({ err: error }, 'failed');
  expect(set.heard.lines().at(-1)).toMatchObject({ err: { type: 'HttpError', status: 422 } });
  expect(set.heard.text()).not.toMatch(/PRIVATE-WORDS|ghs_x|bearer/i);
});

const now = 1_000_000;
const headers = (values: Record<string, string>) => ({ headers: values });
test.each([
  ['a 404', { status: 404, response: headers({}) }, undefined],
  [
    'a 403 for want of a permission',
    { status: 403, message: 'Resource not accessible', response: headers({}) },
    undefined,
  ],
  ['a 429', { status: 429, response: headers({ 'retry-after': '120' }) }, 120],
  ['less than a minute', { status: 429, response: headers({ 'retry-after': '2' }) }, 60],
  ['more than an hour', { status: 429, response: headers({ 'retry-after': '90000' }) }, 3600],
  [
    'a spent quota',
    { status: 403, response: headers({ 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': '1300' }) },
    301,
  ],
  ['GraphQL’s', { errors: [{ type: 'RATE_LIMITED' }] }, 60],
  [
    'GraphQL’s spent quota',
    {
      errors: [{ type: 'RATE_LIMITED' }],
      response: { data: null },
      headers: { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': '1300' },
    },
    301,
  ],
  ['no error at all', 'x', undefined],
])('of %s the wait is known', (_, error, seconds) => {
  expect(rateLimitWait(error, now)).toBe(seconds);
});
