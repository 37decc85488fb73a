import { z } from 'zod';

const texts = z.array(z.string()).readonly();
const scored = z.strictObject({
  guess: z.strictObject({ form: z.int().min(0), slots: z.array(texts).readonly() }),
  loss: z.number(),
  sure: z.number(),
});

/** Where each search of an audit stands, by labels, kind and round. With it an audit goes on where it was stopped. */
export const auditStateSchema = z.record(
  z.string(),
  z.strictObject({
    step: z.int().min(0),
    beam: z.array(scored).min(1).readonly(),
    improved: z.int().min(0),
    visited: texts,
  }),
);

export type AuditState = Readonly<z.infer<typeof auditStateSchema>>;
