import { z } from 'zod';

const parts = z.array(z.string()).readonly();

/** Where each search of an audit stands, by labels and start. With it an audit goes on where it was stopped. */
export const auditStateSchema = z.record(
  z.string(),
  z.strictObject({
    step: z.int().min(0),
    now: parts,
    best: z.strictObject({ parts, loss: z.number() }),
    improved: z.int().min(0),
    visited: parts,
  }),
);

export type AuditState = Readonly<z.infer<typeof auditStateSchema>>;
