import type { Job } from '../job/job.ts';
import type { Work, WorkContext, WorkResult } from '../serve/work.ts';
import { configurationJob } from './configuration-job.ts';
import { mergeGroupJob } from './merge-group-job.ts';
import { recheckJob } from './recheck-job.ts';
import { reviewJob } from './review-job.ts';
import type { Shared } from './shared.ts';
import { whyLost } from './why-lost.ts';

/** Does the jobs of the App. Throws where a job should be tried again: no answer, an error of GitHub's own, a rate limit. */
export function workOf(shared: Omit<Shared, 'kept'>): Work {
  const all: Shared = { ...shared, kept: new Map() };
  return async (job, context) => {
    try {
      return await done(job, context, all);
    } catch (error) {
      context.signal.throwIfAborted();
      const why = whyLost(error);
      if (why === undefined) throw error;
      context.log.info({ err: error }, 'nothing can be done');
      return { outcome: 'nothing', why };
    }
  };
}

function done(job: Job, context: WorkContext, shared: Shared): Promise<WorkResult> {
  switch (job.kind) {
    case 'review':
      return reviewJob(job, context, shared);
    case 'merge-group':
      return mergeGroupJob(job, context, shared);
    case 'recheck':
      return recheckJob(job, context);
    case 'configuration':
      return configurationJob(job, context, shared);
    case 'command':
    case 'button':
      return shared.answer(job, context, shared);
  }
}
