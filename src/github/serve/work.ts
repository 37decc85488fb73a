import type { Job } from '../job/job.ts';
import type { Finished } from '../queue/finished.ts';
import type { Octokit } from './github-app.ts';
import type { Log } from './logger.ts';

/** What a job has at hand while it is done. */
export interface WorkContext {
  /** Aborted where a newer push, the end of the process or the loss of the job make it pointless to go on. */
  readonly signal: AbortSignal;
  readonly log: Log;
  /** Speaks for the installation of the job; its requests end with the signal. */
  readonly octokit: Octokit;
  /** Speaks some seconds longer, for what must not be left as it stands where a newer push aborted the signal. */
  parting(): Promise<Pick<WorkContext, 'octokit' | 'signal'>>;
  /** The login under which this App comments and commits, such as `codepurify[bot]`. */
  readonly bot: string;
  readonly finished: Finished;
  /** 1-based. The last one should leave nothing behind that looks as if it went on. */
  readonly attempt: number;
  readonly attempts: number;
  /** Has another job done later; it may take the place of one that waits. */
  enqueue(job: Job): Promise<void>;
}

/** What came of a job, for the log and the metrics. */
export interface WorkResult {
  /** `nothing` where there was nothing to do, as where this head has been reviewed. */
  readonly outcome: 'done' | 'nothing';
  readonly why?: string;
  readonly findings?: number;
  readonly inspected?: number;
  /** How many functions were skipped, by reason. */
  readonly skipped?: Readonly<Record<string, number>>;
}

/** Does a job. Throws where it should be tried again. */
export type Work = (job: Job, context: WorkContext) => Promise<WorkResult>;
