import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { WEBHOOK_PATH } from '../src/github/app-needs.ts';
import { answerRequest } from '../src/github/commands/answer-request.ts';
import { keptModels } from '../src/github/models.ts';
import { logger } from '../src/github/serve/logger.ts';
import { serve } from '../src/github/serve/serve.ts';
import { workOf } from '../src/github/work/work.ts';
import type { PullHandle } from './github/control/pull-handle.ts';
import type { StandIn } from './github/control/stand-in.ts';
import { type StandInOptions, startStandIn } from './github/start-stand-in.ts';
import { pullRequestPage } from './page/pull-request-page.ts';
import type { People, Shown } from './page/shown.ts';
import { sampleFiles } from './sample-files.ts';

/** How long what runs may take to end, in milliseconds. */
const LAST_MOMENT = 1_000;
const MOST_LOG = 200;

/** The App beside a stand-in for GitHub. */
export interface Demo extends Shown, AsyncDisposable {
  /** What the App logged last, JSON each. */
  readonly log: readonly string[];
  /** Opens the pull request that carries triggers; the stand-in tells the App at once. */
  openPullRequest(): Promise<PullHandle>;
}

/** Starts a stand-in for GitHub with the sample repository and its page, and the App as `codepurify serve` runs it. */
export async function startDemo(
  options: { readonly port?: number; readonly start?: typeof startStandIn } = {},
): Promise<Demo> {
  await using opened = new AsyncDisposableStack();
  const { port = 0, start = startStandIn } = options;
  const page = pullRequestPage(() => shown);
  const standIn = await start({ port, page } satisfies StandInOptions);
  opened.defer(() => standIn.close());
  const { repository, people } = await sampleRepository(standIn);
  const shown = { standIn, repository, people };

  const folder = await mkdtemp(join(tmpdir(), 'codepurify-demo-'));
  opened.defer(() => rm(folder, { recursive: true, force: true }));
  const models = opened.use(keptModels());
  const log: string[] = [];
  const { appId, privateKey, apiUrl: baseUrl, webhookSecret } = standIn;
  const served = await serve({
    settings: {
      host: '127.0.0.1',
      port: 0,
      logLevel: 'info',
      secrets: [webhookSecret],
      app: { appId, privateKey, baseUrl },
    },
    work: workOf({ models, answer: answerRequest }),
    log: logger('info', {
      write(line) {
        log.push(line);
        if (log.length > MOST_LOG) log.shift();
      },
    }),
    folder: join(folder, 'queue'),
    concurrency: 1,
  });
  opened.defer(() => served.stop(LAST_MOMENT));
  standIn.deliverTo(`http://127.0.0.1:${served.port}${WEBHOOK_PATH}`);

  const started = opened.move();
  return {
    ...shown,
    log,
    async openPullRequest() {
      return repository.openPullRequest(await sampleFiles('change'), {
        title: 'Longer frames, and levels by modem',
        body: 'Frames of the new sensor have a length of two bytes. Levels are sent by modem too, and readings that cannot be are left out.',
        author: people.author,
        branch: 'longer-frames',
      });
    },
    [Symbol.asyncDispose]: () => started[Symbol.asyncDispose](),
  };
}

async function sampleRepository(standIn: StandIn) {
  const repository = standIn.repository('mara/tide-gauge');
  const people: People = {
    maintainer: standIn.account('mara'),
    author: repository.setRole('joris', 'write'),
    visitor: repository.setRole('vera', 'read'),
  };
  repository.commit(await sampleFiles('base'), { message: 'Read a tide gauge', author: people.maintainer });
  standIn.install('mara');
  return { repository, people };
}
