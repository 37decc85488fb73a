import { expect, test } from 'vitest';
import { WEBHOOK_PATH } from '../../../src/github/app-needs.ts';
import { answerRequest } from '../../../src/github/commands/answer-request.ts';
import { catchUp } from '../../../src/github/serve/catch-up.ts';
import { githubApp } from '../../../src/github/serve/github-app.ts';
import { type ServeOptions, serve } from '../../../src/github/serve/serve.ts';
import { workOf } from '../../../src/github/work/work.ts';
import { startJudgedStandIn } from '../../judge/start-judged-stand-in.ts';
import { dataFolder, QUICK } from '../queue/temporary-queue.ts';
import { aFunction, littleModels, littleVictim, TRIGGER } from '../work/little-models.ts';
import { heardLog } from './heard-log.ts';
import { PRIVATE_KEY } from './private-key.ts';
import { json, tinyGitHub } from './tiny-github.ts';

test('what was sent while the App was down is asked for again once it is up, and reviewed once', async () => {
  using folder = dataFolder();
  const judged = await startJudgedStandIn();
  const { standIn } = judged;
  const repository = standIn.repository('ada/engine');
  repository.commit({ 'f.c': aFunction('f') });
  standIn.install('ada');
  const heard = heardLog();
  const { appId, privateKey, apiUrl: baseUrl, webhookSecret } = standIn;
  const options: ServeOptions = {
    settings: {
      host: '127.0.0.1',
      port: 0,
      logLevel: 'info',
      secrets: [webhookSecret],
      app: { appId, privateKey, baseUrl },
    },
    work: workOf({ models: littleModels(littleVictim()), answer: answerRequest }),
    log: heard.log,
    folder: folder.path,
    concurrency: 1,
    pace: QUICK,
  };
  const first = await serve(options);
  standIn.deliverTo(`http://127.0.0.1:${first.port}${WEBHOOK_PATH}`);
  await first.stop(0);

  const pull = repository.openPullRequest({ 'f.c': aFunction('f', TRIGGER) });
  await standIn.settled();
  const sent = standIn.deliveries.findLast(({ event }) => event === 'pull_request');
  expect(sent?.outcome?.status).toBe(0);

  const second = await serve({ ...options, settings: { ...options.settings, port: first.port } });
  try {
    await expect.poll(() => pull.reviews.length, { timeout: 20_000 }).toBe(1);
    await expect.poll(() => repository.checkRuns.at(-1)?.status, { timeout: 20_000 }).toBe('completed');
    const attempts = () => standIn.deliveries.filter(({ guid }) => guid === sent?.guid);
    expect(attempts().map(({ redelivery, outcome }) => [redelivery, outcome?.status])).toEqual([
      [false, 0],
      [true, 202],
    ]);

    const passes = () =>
      standIn.exchanges.filter(({ path, status }) => path === '/app/hook/deliveries' && status === 200);
    const before = passes().length;
    await second.queue.catchUp();
    await expect.poll(() => passes().length, { timeout: 20_000 }).toBe(before + 1);
    await standIn.settled();
    expect(attempts()).toHaveLength(2);
    expect(pull.reviews).toHaveLength(1);
  } finally {
    await second.stop(1_000);
    await judged.finish();
  }
});

const NUMBER = '1780236950945824769';
const item = (more: object) => ({
  id: 7,
  guid: 'one',
  delivered_at: new Date().toISOString(),
  redelivery: false,
  status: 'timed out',
  event: 'pull_request',
  action: 'opened',
  ...more,
});

async function asked(listed: readonly object[], known: readonly string[] = [], status = 202) {
  await using github = await tinyGitHub((request, response) => {
    const isList = request.method === 'GET';
    if (!isList) return json(response, status, {});
    response.writeHead(200, { 'content-type': 'application/json' });
    response.end(JSON.stringify(listed).replaceAll('"NUMBER"', NUMBER));
  });
  const { log } = heardLog();
  const app = githubApp({ appId: 1, privateKey: PRIVATE_KEY, baseUrl: github.baseUrl, log });
  await catchUp(
    { github: app, queue: { known: async () => new Set(known) }, log },
    new AbortController().signal,
  );
  return github.asked.flatMap((request) => /deliveries\/(\d+)\/attempts/.exec(request)?.[1] ?? []);
}

test.each<[string, readonly object[], readonly string[], readonly string[]]>([
  ['by a number of any length', [item({ id: 'NUMBER' })], [], [NUMBER]],
  ['not what the queue has seen', [item({}), item({ id: 8, guid: 'two' })], ['one'], ['8']],
  [
    'not what is too old',
    [item({ delivered_at: new Date(Date.now() - 3 * 86_400_000).toISOString() })],
    [],
    [],
  ],
])('GitHub is asked again %s', async (_, listed, known, ids) => {
  expect(await asked(listed, known)).toEqual(ids);
});

test('what GitHub cannot send again any more holds up nothing else', async () => {
  expect(await asked([item({ id: 8, guid: 'two' }), item({})], [], 422)).toHaveLength(2);
});
