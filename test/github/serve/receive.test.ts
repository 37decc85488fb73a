import { request } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { sign } from '@octokit/webhooks-methods';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { WEBHOOK_PATH } from '../../../src/github/app-needs.ts';
import type { Demand } from '../../../src/github/queue/queue.ts';
import { LARGEST_BODY } from '../../../src/github/serve/read-body.ts';
import { receive } from '../../../src/github/serve/receive.ts';
import { type HttpServer, startServer } from '../../../src/github/serve/start-server.ts';
import { changed, example, pullRequest } from '../example.ts';
import { deliver, SECRET } from './deliver.ts';
import { heardLog } from './heard-log.ts';

const heard = heardLog();
const counted: string[] = [];
const kept = new Map<string, Demand>();
let failures = 0;
let server: HttpServer;

beforeAll(async () => {
  const queue = {
    async accept(delivery: string, demand: Demand) {
      if (failures-- > 0) throw new Error('the database restarts');
      if (kept.has(delivery)) return 'duplicate' as const;
      kept.set(delivery, demand);
      return 'accepted' as const;
    },
    answersAgain: async () => undefined,
  };
  const metrics = { delivery: (event: string, result: string) => counted.push(`${event}: ${result}`) };
  const receiver = { queue, secrets: [SECRET, 'older'], metrics, log: heard.log } as const;
  const routes = {
    [WEBHOOK_PATH]: { method: 'POST', answer: (call) => receive(call, receiver) },
  } as const satisfies Parameters<typeof startServer>[0];
  server = await startServer(routes, { host: 'localhost', port: 0 }, heard.log);
});
afterAll(() => server.close(0));
beforeEach(() => {
  kept.clear();
  counted.length = 0;
  failures = 0;
});

const PULL = pullRequest('opened', 1, 'a');

test.each([
  ['with its secret', SECRET],
  ['with the secret before it, during a rotation', 'older'],
])('a delivery that is signed %s is kept before it is answered', async (_, secret) => {
  const { status } = await deliver(server.port, 'pull_request', PULL, { delivery: 'one', secret });
  expect(status).toBe(202);
  expect(kept.get('one')).toMatchObject({ kind: 'job', job: { kind: 'review', pull: 1 } });
  expect(counted).toEqual(['pull_request: accepted']);
});

test('a wrong signature is refused, and nothing is looked at', async () => {
  const { status } = await deliver(server.port, 'pull_request', '{ not even JSON', { secret: 'wrong' });
  expect([status, kept.size, counted]).toEqual([401, 0, ['unknown: bad signature']]);
});

test('bodies of strangers that never end keep out no delivery of usual size', async () => {
  const size = LARGEST_BODY - 1;
  const headers = {
    'content-type': 'application/json',
    'content-length': size,
    'x-github-event': 'push',
    'x-github-delivery': 'd',
    'x-hub-signature-256': 'sha256=0',
  };
  const most = Buffer.alloc(size - 1, ' ');
  const strangers = Array.from({ length: 8 }, () =>
    request({ port: server.port, path: WEBHOOK_PATH, method: 'POST', headers }).on('error', () => undefined),
  );
  await Promise.all(strangers.map((each) => new Promise<void>((done) => each.write(most, () => done()))));
  await sleep(300);
  const { status } = await deliver(server.port, 'pull_request', PULL, { delivery: 'small' });
  for (const each of strangers) each.destroy();
  expect([status, kept.has('small')]).toEqual([202, true]);
});

describe('without looking at the body it refuses', () => {
  const good = {
    'content-type': 'application/json',
    'x-github-event': 'ping',
    'x-github-delivery': 'd',
    'x-hub-signature-256': 'sha256=0',
  };
  const { 'x-github-event': _event, ...noEvent } = good;
  const { 'x-github-delivery': _delivery, ...noDelivery } = good;
  const { 'x-hub-signature-256': _signature, ...noSignature } = good;
  test.each([
    ['a form', { ...good, 'content-type': 'application/x-www-form-urlencoded' }, 415, /application\/json/],
    ['no event', noEvent, 400, /X-GitHub-Event/],
    ['no delivery id', noDelivery, 400, /X-GitHub-Delivery/],
    ['a delivery id that is none', { ...good, 'x-github-delivery': 'a b' }, 400, /X-GitHub-Delivery/],
    ['no signature', noSignature, 400, /X-Hub-Signature-256/],
  ])('%s', async (_, headers, status, sentence) => {
    const url = `http://localhost:${server.port}${WEBHOOK_PATH}`;
    const response = await fetch(url, { method: 'POST', headers, body: '{}' });
    expect([response.status, await response.text()]).toEqual([status, expect.stringMatching(sentence)]);
  });
});

test.each([
  ['announces', { 'content-length': String(LARGEST_BODY + 1) }],
  ['sends', { 'transfer-encoding': 'chunked' }],
])('a body is refused that %s more than 25 MB', async (_, headers) => {
  expect(await statusOf(headers, LARGEST_BODY + 1)).toBe(413);
  expect(kept.size).toBe(0);
});

test('a body of just 25 MB is taken', async () => {
  const room = LARGEST_BODY - JSON.stringify({ ...PULL, pad: '' }).length;
  const body = JSON.stringify({ ...PULL, pad: ' '.repeat(room) });
  expect((await deliver(server.port, 'pull_request', body)).status).toBe(202);
});

test('a delivery that comes again is answered and not kept again', async () => {
  for (const _ of [1, 2])
    expect((await deliver(server.port, 'pull_request', PULL, { delivery: 'x' })).status).toBe(202);
  expect(counted).toEqual(['pull_request: accepted', 'pull_request: duplicate']);
});

test('a database that restarts loses nothing', async () => {
  failures = 3;
  expect((await deliver(server.port, 'pull_request', PULL, { delivery: 'x' })).status).toBe(202);
  expect(kept.has('x')).toBe(true);
});

test('what asks for nothing is answered and not kept', async () => {
  expect((await deliver(server.port, 'ping', { zen: 'x' })).status).toBe(202);
  expect((await deliver(server.port, 'made_up', {})).status).toBe(202);
  expect([kept.size, counted]).toEqual([0, ['ping: ignored', 'other: ignored']]);
});

test('a signed body that is not JSON is refused', async () => {
  expect((await deliver(server.port, 'ping', '{')).status).toBe(400);
});

test('nothing of a payload is ever logged, whoever sent it', async () => {
  const body = changed(example('issue_comment', 'created'), {
    'issue.pull_request': {},
    'comment.body': '/codepurify ignore PRIVATE-WORDS',
  });
  await deliver(server.port, 'issue_comment', body);
  await deliver(server.port, 'issue_comment', body, { secret: 'wrong' });
  await deliver(server.port, 'issue_comment', `${JSON.stringify(body)} PRIVATE-WORDS`);
  failures = 1;
  await deliver(server.port, 'issue_comment', body);
  expect(heard.text()).not.toContain('PRIVATE-WORDS');
  expect(heard.text()).not.toContain('Hello-World');
  expect(heard.lines().every((line) => JSON.stringify(line).length < 1000)).toBe(true);
});

test('each line of the log tells the delivery', async () => {
  await deliver(server.port, 'pull_request', PULL, { delivery: 'told' });
  expect(heard.lines().at(-1)).toMatchObject({ delivery: 'told', event: 'pull_request', level: 'info' });
});

test.each([
  ['/', 'GET', 404],
  ['/__proto__', 'GET', 404],
  [WEBHOOK_PATH, 'GET', 405],
])('%s by %s is answered with %i', async (path, method, status) => {
  expect((await fetch(`http://localhost:${server.port}${path}`, { method })).status).toBe(status);
});

/** A request of so many bytes, from a sender that goes on although it has been refused. */
async function statusOf(headers: Record<string, string>, size: number): Promise<number | undefined> {
  const { promise, resolve, reject } = Promise.withResolvers<number | undefined>();
  const call = request(
    {
      port: server.port,
      path: WEBHOOK_PATH,
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        'x-github-event': 'push',
        'x-github-delivery': 'd',
        'x-hub-signature-256': await sign(SECRET, 'x'),
        ...headers,
      },
    },
    (response) => {
      response.resume();
      resolve(response.statusCode);
    },
  );
  call.on('error', (error) => reject(error));
  call.end(Buffer.alloc(size, 0x20));
  return promise;
}
