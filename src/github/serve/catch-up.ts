import type { Queue } from '../queue/queue.ts';
import type { GitHubApp } from './github-app.ts';
import type { Log } from './logger.ts';
import { type Attempt, lostDeliveries } from './lost-deliveries.ts';
import { rateLimitWait } from './rate-limit-wait.ts';

/** GitHub redelivers what is no older, in milliseconds. */
const OLDEST = 3 * 24 * 60 * 60 * 1000;
/** Attempts that are looked through, and deliveries that are asked for, each time at most. */
const MOST_LISTED = 3_000;
const MOST_ASKED = 100;
/** What GitHub says where it cannot send something again. */
const GONE: readonly unknown[] = [400, 404, 422];

export interface CatchUp {
  readonly github: Pick<GitHubApp, 'asApp'>;
  readonly queue: Pick<Queue, 'known'>;
  readonly log: Log;
}

/**
 * Has GitHub send again what nobody took, as while every process was down: GitHub itself never does. Throws where it
 * should be tried again soon.
 */
export async function catchUp({ github, queue, log }: CatchUp, signal: AbortSignal): Promise<void> {
  try {
    const octokit = await github.asApp(signal);
    const now = Date.now();
    const lost = lostDeliveries(await recent(octokit, now), now);
    const known = await queue.known(lost.map(({ guid }) => guid));
    const wanted = lost.filter(({ guid }) => !known.has(guid));
    let asked = 0;
    for (const { id } of wanted.slice(0, MOST_ASKED)) if (await redelivered(octokit, id)) asked += 1;
    if (wanted.length > 0) log.info({ lost: wanted.length, asked }, 'deliveries asked for again');
  } catch (err) {
    signal.throwIfAborted();
    log.warn({ err }, 'Deliveries that were lost could not be asked for again');
    // The next time is early enough.
    if (rateLimitWait(err) === undefined) throw err;
  }
}

type Octokit = Awaited<ReturnType<GitHubApp['asApp']>>;

async function recent(octokit: Octokit, now: number): Promise<Attempt[]> {
  const found: Attempt[] = [];
  const pages = octokit.paginate.iterator(octokit.rest.apps.listWebhookDeliveries, { per_page: 100 });
  for await (const { data } of pages) {
    const young = data.filter(({ delivered_at }) => now - Date.parse(delivered_at) < OLDEST);
    found.push(...young);
    if (young.length < data.length || found.length >= MOST_LISTED) break;
  }
  return found;
}

/** False where GitHub has it no more. */
async function redelivered(octokit: Octokit, id: Attempt['id']): Promise<boolean> {
  try {
    await octokit.rest.apps.redeliverWebhookDelivery({ delivery_id: id });
    return true;
  } catch (error) {
    if (error instanceof Error && 'status' in error && GONE.includes(error.status)) return false;
    throw error;
  }
}
