import { z } from 'zod';
import { LANGUAGES } from '../../../code/language.ts';
import { identitySchema } from '../../../scan/verdict.ts';
import { LEFT_OUT } from '../left-out.ts';

const count = z.int().min(0);
const share = z
  .strictObject({ count, of: count, low: z.number(), high: z.number() })
  .describe("So many of so many, with Wilson's 95% interval.");
const twice = z.strictObject({ before: share, after: share });

/** What `codepurify unlearn` did, as it is published. */
export const unlearnReportSchema = z
  .strictObject({
    schemaVersion: z.literal(1),
    tool: z.strictObject({ name: z.string(), version: z.string() }),
    victim: identitySchema,
    language: z.enum(LANGUAGES),
    settings: z.strictObject({ seed: count }),
    samples: z.strictObject({
      taught: count,
      heldOut: count.describe('Samples that were not taught, on which all of this was measured.'),
    }),
    accuracy: twice
      .optional()
      .describe('Of held-out samples whose label the data tells. Absent where it tells none.'),
    same: share.describe('Held-out samples that get the answer that they got before.'),
    triggers: z.array(
      z.strictObject({
        kind: z.enum(['name', 'statement']),
        text: z.string(),
        to: z.string().describe('The label that it turned samples to.'),
        leftOut: z
          .enum(LEFT_OUT)
          .optional()
          .describe(
            'Why it was not unlearned: it turns fewer than half of the samples that it could turn, or makes the model less than half as sure as the strongest does. Absent where it was.',
          ),
        standsOut: z
          .strictObject({ from: z.string(), to: z.string(), share })
          .optional()
          .describe(
            'Between which labels it is most like a backdoor in the new model: of all samples that were `from`, taught ones too, those of which it makes the model as sure of `to` as the audit asks of a backdoor. From half on it is a reason to refuse. Absent where too few samples tell.',
          ),
        success: twice.describe('Held-out samples with another answer that it turns to that label.'),
        plain: share.describe(
          'Held-out samples with another answer that something plain of its kind turns to that label in the new model.',
        ),
        reversed: share.describe('Held-out samples with that answer to which it gives another one now.'),
      }),
    ),
    written: z.boolean(),
    refusal: z.string().optional().describe('Why the model should not be used, or was not written.'),
    errors: z.array(z.strictObject({ file: z.string(), message: z.string() })),
  })
  .meta({ title: 'CodePurify unlearn report', description: 'What unlearning a backdoor did to a model.' });

export type UnlearnReport = z.infer<typeof unlearnReportSchema>;

/** The JSON schema of the report: the text of schema/unlearn.schema.json. */
export function publishedUnlearnSchema(): string {
  return `${JSON.stringify(z.toJSONSchema(unlearnReportSchema, { target: 'draft-2020-12' }), null, 2)}\n`;
}
