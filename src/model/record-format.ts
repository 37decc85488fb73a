import { z } from 'zod';
import { cardSchema } from './card.ts';

const seen = { inputId: z.string(), truncated: z.boolean() };
const logLikelihood = z.number().max(0);

/** The first line of a record. */
export const recordHeaderSchema = z.strictObject({
  record: z.literal('codepurify'),
  version: z.literal(1),
  card: cardSchema,
});

/** Every other line: a question by its key, and the answer of whichever method was asked. */
export const recordAnswerSchema = z.union([
  z.strictObject({
    key: z.string(),
    classification: z.strictObject({
      ...seen,
      probabilities: z.array(z.number().min(0).max(1)).min(2).readonly(),
    }),
  }),
  z.strictObject({
    key: z.string(),
    generation: z.strictObject({ ...seen, text: z.string(), logLikelihood }),
  }),
  z.strictObject({ key: z.string(), likelihood: z.strictObject({ ...seen, logLikelihood }) }),
]);

export type RecordHeader = z.infer<typeof recordHeaderSchema>;
export type RecordAnswer = z.infer<typeof recordAnswerSchema>;
