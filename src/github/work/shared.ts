import type { Job } from '../job/job.ts';
import type { Models } from '../models.ts';
import type { KeptTexts } from '../pull-request/read-text-file.ts';
import type { WorkContext, WorkResult } from '../serve/work.ts';

/** What people ask for, in a comment or with a button. */
export type Request = Extract<Job, { kind: 'command' | 'button' }>;

/** What all jobs of a process share. */
export interface Shared {
  readonly models: Models;
  readonly kept: KeptTexts;
  /** Does what people ask for. */
  answer(request: Request, context: WorkContext, shared: Shared): Promise<WorkResult>;
}
