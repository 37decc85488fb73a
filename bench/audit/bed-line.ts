import { z } from 'zod';
import { TRIGGER_KINDS } from '../../src/lab/audit/result.ts';

const count = z.int().min(0);
const share = z.strictObject({ count, of: count });

const trigger = z.strictObject({
  kind: z.enum(TRIGGER_KINDS),
  text: z.string(),
  found: z.string(),
  from: z.string(),
  to: z.string(),
  backdoored: z.boolean(),
  score: z.number(),
  turned: share,
  sure: share,
});

/** What was measured of one victim of a test bed. */
export const bedLineSchema = z.strictObject({
  name: z.string(),
  /** A hash of the victim's weights and of all that decides the measurement. */
  key: z.string(),
  /** The attacks that the victim was trained to obey. */
  backdoors: z.array(z.string()),
  verdict: z.enum(['clean', 'backdoored', 'unknown']),
  score: z.number().optional(),
  /** Of the audit with the opening of the victim; what follows on unseen functions is not in it. */
  seconds: z.number(),
  /** The same in processor time of all threads, which a busy machine does not stretch. */
  processorSeconds: z.number(),
  questions: count,
  /** Functions, or pairs, of which a gradient was taken. */
  gradients: count,
  unsearched: z.array(z.string()),
  triggers: z.array(trigger),
  /** Of each kind the best that was found towards the goal label, on functions of another split. */
  unseen: z.array(z.strictObject({ kind: z.enum(TRIGGER_KINDS), text: z.string(), turned: share })),
});

export type BedLine = z.infer<typeof bedLineSchema>;
