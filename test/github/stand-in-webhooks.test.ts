import type { Server } from 'node:http';
import { createServer } from 'node:http';
import { text } from 'node:stream/consumers';
import { verify } from '@octokit/webhooks-methods';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { StandIn } from '../../demo/github/control/stand-in.ts';
import type { Judged } from '../judge/start-judged-stand-in.ts';
import { startJudgedStandIn } from '../judge/start-judged-stand-in.ts';

interface Heard {
  readonly event: string;
  readonly delivery: string;
  readonly signature: string;
  readonly body: string;
}

let judged: Judged;
let standIn: StandIn;
let server: Server;
const heard: Heard[] = [];

beforeEach(async () => {
  judged = await startJudgedStandIn();
  standIn = judged.standIn;
  heard.length = 0;
  server = createServer(async (request, response) => {
    const header = (name: string) => String(request.headers[name]);
    const body = await text(request);
    const [event, delivery] = [header('x-github-event'), header('x-github-delivery')];
    heard.push({ event, delivery, signature: header('x-hub-signature-256'), body });
    response.writeHead(202).end('taken');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The server has no port.');
  standIn.deliverTo(`http://127.0.0.1:${address.port}/api/github/webhooks`);
});

afterEach(async () => {
  await judged.finish();
  server.closeAllConnections();
  server.close();
});

test('deliveries are signed, come in order, and can be had again under the same id', async () => {
  const repository = standIn.repository('ada/engine');
  repository.commit({ 'f.c': 'a\n' });
  standIn.install('ada');
  repository.openPullRequest({ 'f.c': 'b\n' });
  await standIn.settled();
  expect(heard.map(({ event }) => event)).toEqual(['installation', 'push', 'check_suite', 'pull_request']);
  for (const { body, signature } of heard)
    expect(await verify(standIn.webhookSecret, body, signature)).toBe(true);
  const [delivery] = standIn.deliveries;
  expect(delivery?.outcome).toMatchObject({ status: 202, body: 'taken' });
  if (delivery !== undefined) standIn.redeliver(delivery);
  await standIn.settled();
  expect(heard.at(-1)).toEqual(heard[0]);
});

test('payloads of whatever may happen are as the schemas of GitHub’s webhooks say', async () => {
  const repository = standIn.repository('acme/engine', { organization: true });
  repository.commit({ 'f.c': 'a\n', 'g.c': 'long\nenough\n' });
  const installation = standIn.install('acme', [repository]);
  const pull = repository.openPullRequest(
    { 'f.c': 'b\n', 'g.c': null, 'h.c': 'long\nenough\n' },
    { draft: true },
  );
  const bob = repository.setRole('bob', 'write');
  pull.ready(bob);
  pull.label('scan', bob);
  pull.unlabel('scan', bob);
  pull.push({ 'f.c': 'c\n' });
  pull.forcePush({ 'f.c': 'd\n' });
  repository.commit({ 'i.c': 'i\n' }, { branch: 'next' });
  pull.aimAt('next', bob);
  pull.comment('/codepurify scan', bob);
  const thread = pull.commentOn({ path: 'f.c', line: 1 }, 'Why?', bob);
  pull.reply(thread, 'Because.');
  pull.resolve(thread);
  pull.unresolve(thread);
  pull.enqueue();
  pull.close();
  pull.reopen();
  pull.merge();
  repository.deleteBranch('next');
  const fork = repository.fork('eve');
  repository.openPullRequest({ 'e.c': 'e\n' }, { from: fork });
  standIn.suspend(installation);
  standIn.suspend(installation, false);
  standIn.acceptPermissions(installation, { metadata: 'read' });
  standIn.uninstall(installation);
  await standIn.settled();
  const names = new Set(standIn.deliveries.map(({ event, action }) => `${event}.${action ?? ''}`));
  expect([...names].sort()).toEqual([
    'check_suite.requested',
    'installation.created',
    'installation.deleted',
    'installation.new_permissions_accepted',
    'installation.suspend',
    'installation.unsuspend',
    'issue_comment.created',
    'merge_group.checks_requested',
    'pull_request.closed',
    'pull_request.edited',
    'pull_request.enqueued',
    'pull_request.labeled',
    'pull_request.opened',
    'pull_request.ready_for_review',
    'pull_request.reopened',
    'pull_request.synchronize',
    'pull_request.unlabeled',
    'pull_request_review_comment.created',
    'push.',
  ]);
});

test('nothing is told of repositories without the App, nor of events it has not subscribed to', async () => {
  const repository = standIn.repository('ada/other');
  repository.commit({ 'f.c': 'a\n' });
  repository.openPullRequest({ 'f.c': 'b\n' });
  expect(standIn.deliveries).toEqual([]);
});
