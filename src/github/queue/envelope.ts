import { z } from 'zod';
import { jobSchema } from '../job/job.ts';

/** What stands in the queue. */
export const envelopeSchema = z.object({
  job: jobSchema,
  /** How often a rate limit or an outage of GitHub has put it off. */
  waits: z.int().min(0),
});

export type Envelope = z.infer<typeof envelopeSchema>;
