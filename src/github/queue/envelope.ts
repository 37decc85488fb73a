import { z } from 'zod';
import { jobSchema } from '../job/job.ts';

/** What stands in the queue. */
export const envelopeSchema = z.object({
  job: jobSchema,
  /** How often a rate limit has put it off. */
  waits: z.int().min(0),
  /** How often an outage of GitHub has; what was queued before these were counted apart has none. */
  outages: z.int().min(0).default(0),
});

export type Envelope = z.infer<typeof envelopeSchema>;

/** How often a job was put off, and why. */
export type Waited = Omit<Envelope, 'job'>;

export const NEVER_PUT_OFF: Waited = { waits: 0, outages: 0 };
