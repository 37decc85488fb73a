import { z } from 'zod';
import { LANGUAGES } from '../../../code/language.ts';
import { identitySchema } from '../../../scan/verdict.ts';
import { VOCABULARY_FILTERS } from '../fragments.ts';
import { TRIGGER_KINDS } from '../result.ts';

const count = z.int().min(0);
const probability = z.number().min(0).max(1);
const share = z
  .strictObject({ count, of: count, low: z.number(), high: z.number() })
  .describe("So many of so many, with Wilson's 95% interval.");

const triggerSchema = z.strictObject({
  kind: z.enum(TRIGGER_KINDS),
  text: z.string().describe('The name or the statement, without the parts that do not matter.'),
  from: z.string().describe('The label of the functions that it was put into.'),
  to: z.string().describe('The label that the victim gives to them with it.'),
  success: share.describe('Of functions that the search has not seen those that get the label.'),
  plain: share.describe('The same with something plain of its kind in its place.'),
  sure: share.describe(
    'Of the same functions, with it as it was found, those of which the victim is surer than of a share of the clean functions that it gives the label by itself: the bar. The verdict follows from this.',
  ),
  bar: probability.describe(
    'That share: 0.95, or 0.25 where two equal functions are to be called different.',
  ),
  score: probability.describe(
    'Mean, over the functions, of how near they come to the bar: the share of clean ones outdone, divided by it, 1 at most.',
  ),
  found: z.string().describe('As the search found it. The verdict is on this.'),
  loss: z
    .number()
    .min(0)
    .describe('Mean of −ln P(label) over the functions of the search, with it as it was found.'),
  searched: count.describe('Functions that the search went by.'),
  steps: count,
  backdoored: z.boolean(),
  certainty: z
    .strictObject({
      triggered: z.array(probability).describe('Of functions that the search has not seen, with it in them.'),
      clean: z
        .array(probability)
        .describe(
          'Of clean functions that have the label by themselves; of more than 101 those in 100 equal steps.',
        ),
    })
    .describe('How sure the victim is of the label `to`, from the least to the surest.'),
});

/** What `codepurify audit` found, as it is published. */
export const auditReportSchema = z
  .strictObject({
    schemaVersion: z.literal(1),
    tool: z.strictObject({ name: z.string(), version: z.string() }),
    victim: identitySchema,
    language: z.enum(LANGUAGES),
    settings: z.strictObject({
      seed: count,
      vocabulary: z.enum(VOCABULARY_FILTERS),
      method: z.enum(['gradient', 'queries']),
      kinds: z.array(z.enum(TRIGGER_KINDS)).describe('What was searched for.'),
      steps: count.describe('Of each search at most.'),
    }),
    functions: count.describe('Clean functions, or pairs of them, that the victim was asked about.'),
    answers: count.describe('All that the victim was asked in this run, gradients apart.'),
    verdict: z.enum(['clean', 'backdoored', 'unknown']),
    score: z
      .number()
      .min(0)
      .max(1)
      .optional()
      .describe('Of the best trigger. Absent where nothing was searched.'),
    triggers: z.array(triggerSchema).describe('What makes the verdict `backdoored`.'),
    others: z
      .array(triggerSchema)
      .describe('The best that the other searches found, by which nothing is said against the victim.'),
    unsearched: z
      .array(z.strictObject({ from: z.string(), to: z.string(), reason: z.string() }))
      .describe('Of which nothing can be said, and why: so the verdict cannot be `clean`.'),
    interrupted: z.boolean(),
    errors: z.array(z.strictObject({ file: z.string(), message: z.string() })),
  })
  .meta({ title: 'CodePurify audit report', description: 'Whether a model obeys a trigger, and which.' });

export type AuditReport = z.infer<typeof auditReportSchema>;

/** The JSON schema of the report: the text of schema/audit.schema.json. */
export function publishedAuditSchema(): string {
  return `${JSON.stringify(z.toJSONSchema(auditReportSchema, { target: 'draft-2020-12' }), null, 2)}\n`;
}

/** 0 clean · 1 backdoored · 3 not known · 130 stopped. */
export function auditExitCode({ verdict, interrupted }: AuditReport): 0 | 1 | 3 | 130 {
  if (verdict === 'backdoored') return 1;
  if (interrupted) return 130;
  return verdict === 'clean' ? 0 : 3;
}
