import { afterEach, expect, test } from 'vitest';
import type { StandIn } from '../../demo/github/control/stand-in.ts';
import type { StandInOptions } from '../../demo/github/start-stand-in.ts';
import { startStandIn } from '../../demo/github/start-stand-in.ts';

let standIn: StandIn | undefined;

afterEach(() => standIn?.close());

/** A stand-in with one repository and a person's way to ask it. */
async function started(options: StandInOptions = {}) {
  const running = await startStandIn(options);
  standIn = running;
  const repository = running.repository('ada/engine');
  repository.commit({ 'f.c': 'a\n' });
  const authorization = `token ${running.userToken('ada')}`;
  const ask = (path: string, init: RequestInit = {}) =>
    fetch(`${running.apiUrl}/repos/ada/engine${path}`, {
      ...init,
      headers: { authorization, 'content-type': 'application/json', ...init.headers },
    });
  return { standIn: running, repository, ask };
}

test('lists come in pages of at most a hundred, with links to the others', async () => {
  const { repository, ask } = await started();
  const files = Object.fromEntries(
    Array.from({ length: 3_100 }, (_, index) => [`f${index}.c`, `${index}\n`]),
  );
  repository.openPullRequest(files);
  const first = await ask('/pulls/1/files?per_page=500');
  expect(await first.json()).toHaveLength(100);
  expect(first.headers.get('link')).toMatch(/page=2>; rel="next", <.*page=30>; rel="last"/);
  const last = await ask('/pulls/1/files?per_page=100&page=30');
  expect(await last.json()).toHaveLength(100);
  expect(last.headers.get('link')).not.toContain('rel="next"');
  expect(await (await ask('/pulls/1')).json()).toMatchObject({ changed_files: 3_100 });
});

test('what the client has is not sent again, and costs nothing', async () => {
  const { ask } = await started();
  const first = await ask('');
  const etag = first.headers.get('etag') ?? '';
  const again = await ask('', { headers: { 'if-none-match': etag } });
  expect(again.status).toBe(304);
  expect(again.headers.get('x-ratelimit-used')).toBe(first.headers.get('x-ratelimit-used'));
});

test('too many requests in an hour', async () => {
  const { ask } = await started({ limits: { perHour: 2 } });
  expect([(await ask('')).status, (await ask('')).status]).toEqual([200, 200]);
  const third = await ask('');
  expect(third.status).toBe(403);
  expect(third.headers.get('x-ratelimit-remaining')).toBe('0');
  expect(await third.json()).toMatchObject({ message: expect.stringContaining('API rate limit exceeded') });
});

test('too many comments in a minute', async () => {
  const { repository, ask } = await started({ limits: { contentPerMinute: 1 } });
  repository.openPullRequest({ 'f.c': 'b\n' });
  const comment = () => ask('/issues/1/comments', { method: 'POST', body: '{"body":"x"}' });
  expect((await comment()).status).toBe(201);
  const second = await comment();
  expect(second.status).toBe(403);
  expect(Number(second.headers.get('retry-after'))).toBeGreaterThan(0);
  expect(await second.json()).toMatchObject({ message: expect.stringContaining('secondary rate limit') });
});

test('failures on request: a status, a limit, a cut connection, a delay', async () => {
  const { standIn, ask } = await started();
  standIn.failNext({ answer: 502, times: 2, path: /engine$/ });
  expect([(await ask('')).status, (await ask('')).status, (await ask('')).status]).toEqual([502, 502, 200]);
  standIn.failNext({ answer: { limit: 'secondary', wait: 7 } });
  expect((await ask('')).headers.get('retry-after')).toBe('7');
  standIn.failNext({ answer: 'drop', method: 'get' });
  await expect(ask('')).rejects.toThrow();
  standIn.failNext({ delay: 40 });
  const start = performance.now();
  expect((await ask('')).status).toBe(200);
  expect(performance.now() - start).toBeGreaterThan(35);
});

test('an answer may get lost after the work was done', async () => {
  const { standIn, repository, ask } = await started();
  const pull = repository.openPullRequest({ 'f.c': 'b\n' });
  standIn.failNext({ answer: 502, applied: true });
  const { status } = await ask('/issues/1/comments', { method: 'POST', body: '{"body":"x"}' });
  expect(status).toBe(502);
  expect(pull.comments).toHaveLength(1);
});

test('errors in GitHub’s shape', async () => {
  const { standIn, ask } = await started();
  expect(await (await ask('/pulls/9')).json()).toEqual({
    message: 'Not Found',
    documentation_url: 'https://docs.github.com/rest',
    status: '404',
  });
  expect((await ask('/pulls/1/reviews', { method: 'POST', body: '{' })).status).toBe(400);
  const bad = await fetch(`${standIn.apiUrl}/app`, { headers: { authorization: 'Bearer nonsense' } });
  expect([bad.status, await bad.json()]).toMatchObject([401, { message: 'Bad credentials' }]);
  expect((await fetch(`${standIn.url}/ada/engine`)).status).toBe(404);
  expect(standIn.exchanges.map(({ status }) => status)).toEqual([404, 400, 401]);
  expect(JSON.stringify(standIn.exchanges)).not.toMatch(/ghp_|nonsense/);
});
