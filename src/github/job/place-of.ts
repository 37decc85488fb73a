import type { Job } from './job.ts';

/** Long jobs and short ones wait apart, so that an answer to a command does not wait for a review. */
export type QueueName = 'review' | 'request';

export interface Place {
  readonly queue: QueueName;
  /** Of jobs with the same key one runs at a time, in the order in which they came. */
  readonly key: string;
}

/** Where a job waits. Names are compared as GitHub does, without regard to case. */
export function placeOf(job: Job): Place {
  const repository = `${job.owner}/${job.repo}`.toLowerCase();
  switch (job.kind) {
    case 'review':
      return { queue: 'review', key: `${repository}#${job.pull}` };
    case 'merge-group':
      return { queue: 'review', key: `${repository}@${job.head}` };
    case 'command':
      return { queue: 'request', key: `${repository}#${job.pull}` };
    case 'button':
    case 'recheck':
      return { queue: 'request', key: `${repository}@${job.head}` };
    case 'configuration':
      return { queue: 'request', key: `${repository}:configuration` };
  }
}
