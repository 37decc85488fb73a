import { ProbotOctokit } from 'probot';
import type { StandIn } from '../../../demo/github/control/stand-in.ts';
import type { Installation } from '../../../demo/github/world/installation.ts';
import { answerRequest } from '../../../src/github/commands/answer-request.ts';
import type { Job } from '../../../src/github/job/job.ts';
import { ordersOf } from '../../../src/github/job/orders-of.ts';
import type { Models } from '../../../src/github/models.ts';
import { logger } from '../../../src/github/serve/logger.ts';
import type { WorkContext, WorkResult } from '../../../src/github/serve/work.ts';
import { workOf } from '../../../src/github/work/work.ts';
import { finishedInMemory } from '../work/finished-in-memory.ts';
import { littleModels, littleVictim } from '../work/little-models.ts';

const QUIET = { debug() {}, info() {}, warn() {}, error() {} };

/** Speaks to the stand-in without Probot's waiting, and asks again only where that is wanted. */
export function speaker(standIn: StandIn, auth: object, retry: object = { enabled: false }) {
  const { apiUrl: baseUrl } = standIn;
  return new ProbotOctokit({
    baseUrl,
    auth,
    log: QUIET,
    throttle: { enabled: false },
    retry,
  });
}

/** The App with a queue in memory: `rest` does all that the deliveries so far ask for, and what follows from it. */
export function appAtWork(
  standIn: StandIn,
  installation: Installation,
  models: Models = littleModels(littleVictim()),
) {
  const { appId, privateKey } = standIn;
  const octokit = speaker(standIn, { appId, privateKey, installationId: installation.id });
  const work = workOf({ models, answer: answerRequest });
  const queue: Job[] = [];
  let heard = 0;
  const { signal } = new AbortController();
  const context: WorkContext = {
    signal,
    log: logger('silent'),
    octokit,
    parting: async () => ({ signal, octokit }),
    bot: 'codepurify[bot]',
    finished: finishedInMemory(),
    attempt: 1,
    attempts: 1,
    enqueue: async (job) => void queue.push(job),
  };
  return {
    octokit,
    async rest(): Promise<{ readonly job: Job; readonly result: WorkResult }[]> {
      const did: { job: Job; result: WorkResult }[] = [];
      for (;;) {
        const { deliveries } = standIn;
        for (const { event, guid, body } of deliveries.slice(heard)) {
          const orders = ordersOf(event, guid, JSON.parse(body));
          if (orders.kind === 'job') queue.push(orders.job);
        }
        heard = deliveries.length;
        const job = queue.shift();
        if (job === undefined) return did;
        did.push({ job, result: await work(job, context) });
      }
    },
    /** As after a worker was killed before it could say that it is done. */
    again: (job: Job) => work(job, context),
  };
}
