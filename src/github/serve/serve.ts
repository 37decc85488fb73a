import type { Logger } from 'pino';
import { UsageError } from '../../scan/usage-error.ts';
import { WEBHOOK_PATH } from '../app-needs.ts';
import { openEmbedded } from '../queue/open-embedded.ts';
import { openServer } from '../queue/open-server.ts';
import { PACE, type Pace } from '../queue/pace.ts';
import { openQueue, type Queue } from '../queue/queue.ts';
import type { Answer } from './answer.ts';
import type { Settings } from './environment.ts';
import { githubApp } from './github-app.ts';
import { metricsOf } from './metrics.ts';
import { receive } from './receive.ts';
import { shownError } from './shown-error.ts';
import { type Route, startServer } from './start-server.ts';
import { startWorker } from './start-worker.ts';
import type { Work } from './work.ts';

/** How long answers that are under way may take when the process is about to end, in milliseconds. */
const LAST_ANSWERS = 10_000;

/** How often it looks for deliveries that were lost, all processes together, in seconds. */
const CATCH_UP_INTERVAL = 15 * 60;

export interface ServeOptions {
  readonly settings: Settings;
  readonly work: Work;
  readonly log: Logger;
  /** Of the embedded database, where there is no `databaseUrl`. */
  readonly folder: string;
  /** Reviews at once in this process. */
  readonly concurrency: number;
  readonly pace?: Pace;
}

export interface Served {
  readonly port: number;
  readonly queue: Queue;
  /** Accepts nothing more, lets jobs end within `patience` milliseconds, gives back the rest. */
  stop(patience: number): Promise<void>;
}

/** The App: takes deliveries where there are secrets, does jobs where there is the key of the App. */
export async function serve(options: ServeOptions): Promise<Served> {
  const { settings, work, log, folder, concurrency, pace = PACE } = options;
  const { databaseUrl, secrets, app } = settings;
  const queue = await opened();
  const metrics = metricsOf(queue);
  let stopping = false;

  const ready = async (): Promise<Answer> => {
    if (stopping) return { status: 503, text: 'Stopping.' };
    try {
      await queue.ping();
      return { status: 200, text: 'Ready.' };
    } catch (err) {
      log.warn({ err }, 'The database does not answer');
      return { status: 503, text: 'The database does not answer.' };
    }
  };
  const routes: Record<string, Route> = {
    '/healthz': { method: 'GET', answer: () => ({ status: 200, text: 'Alive.' }) },
    '/readyz': { method: 'GET', answer: ready },
    '/metrics': {
      method: 'GET',
      answer: async () => ({
        status: 200,
        text: await metrics.registry.metrics(),
        type: metrics.registry.contentType,
      }),
    },
    ...(secrets && {
      [WEBHOOK_PATH]: {
        method: 'POST',
        answer: (request) => receive(request, { queue, secrets, metrics, log }),
      } satisfies Route,
    }),
  };
  try {
    const worker =
      app &&
      (await startWorker({ queue, work, github: githubApp({ ...app, log }), metrics, log, concurrency }));
    const server = await startServer(routes, settings, log).catch(async (error: unknown) => {
      await worker?.drain(0);
      throw error;
    });
    log.info({ host: settings.host, port: server.port, deliveries: !!secrets, jobs: !!app }, 'listening');
    // Not before deliveries can come.
    const catchUp = (every?: number) =>
      void queue.catchUp(every).catch((err) => log.warn({ err }, 'The queue has a problem'));
    if (secrets) catchUp();
    const catchingUp =
      secrets && setInterval(() => catchUp(CATCH_UP_INTERVAL), CATCH_UP_INTERVAL * 1000).unref();
    return {
      port: server.port,
      queue,
      async stop(patience) {
        stopping = true;
        clearInterval(catchingUp);
        await Promise.all([server.close(LAST_ANSWERS), worker?.drain(patience)]);
        await queue.close();
      },
    };
  } catch (error) {
    await queue.close();
    throw error;
  }

  async function opened(): Promise<Queue> {
    const tell = (err: unknown) => log.warn({ err }, 'The queue has a problem');
    if (databaseUrl === undefined) return openQueue(await openEmbedded(folder), tell, pace);
    try {
      return await openQueue(openServer(databaseUrl), tell, pace);
    } catch (error) {
      throw new UsageError(unusable(databaseUrl, error));
    }
  }
}

/** Names the database without the password that its address may hold. */
function unusable(databaseUrl: string, error: unknown): string {
  const { host, pathname } = new URL(databaseUrl);
  const { code, message } = shownError(error);
  return `PostgreSQL at ${host}${pathname} cannot be used (${message || (code ?? 'no reason given')}): start it, or mend DATABASE_URL.`;
}
