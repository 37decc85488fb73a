import { z } from 'zod';
import { ELEMENT_KINDS } from '../../code/element.ts';
import { LANGUAGES } from '../../code/language.ts';
import { STATISTICS } from '../../defense/options.ts';
import { ABSTRACTIONS } from '../../lab/sanitize/abstraction.ts';

const count = z.int().min(0);
const lines = z.array(z.int().min(1)).describe('1-based lines of the input, ascending.');

const triggerSchema = z.strictObject({
  kind: z.enum(ELEMENT_KINDS),
  abstraction: z
    .enum(ABSTRACTIONS)
    .describe(
      'What the form leaves out of the text: white space; then also what numbers and texts are; then names; then operators and keywords.',
    ),
  form: z.string().describe('What its variants have in common.'),
  wordings: z
    .array(z.strictObject({ text: z.string(), rows: count }))
    .describe('As the defence named it, the most frequent first.'),
  label: z.string().describe('What its rows teach.'),
  lines,
  named: count.describe('In how many of these rows the defence named it; the others carry it all the same.'),
  elsewhere: count.describe('Rows that carry it and teach something else. They are kept.'),
  byNature: z
    .number()
    .min(0)
    .describe(
      'How many of its rows would carry it without an attack, judged by those that teach something else.',
    ),
  pValue: z
    .number()
    .gt(0)
    .max(1)
    .describe(
      'That it was named so often by chance, corrected for all texts of the set; 1e-300 stands for less too.',
    ),
});

const unconfirmedSchema = z.strictObject({
  kind: z.enum(ELEMENT_KINDS),
  text: z.string(),
  lines: lines.describe('Where the defence named it. 1-based lines of the input, ascending.'),
  carried: count.describe('Rows that carry it.'),
});

/** What `codepurify sanitize` found, as it is published. */
export const sanitizeReportSchema = z
  .strictObject({
    schemaVersion: z.literal(1),
    tool: z.strictObject({ name: z.string(), version: z.string() }),
    victim: z.strictObject({ name: z.string(), task: z.string(), sha256: z.string() }),
    input: z.string(),
    output: z.string().optional().describe('The clean set. Absent where only a sample was looked at.'),
    sample: z
      .strictObject({ rows: count, of: count })
      .optional()
      .describe('Only so many rows of the input were looked at: the report is partial.'),
    language: z.enum(LANGUAGES),
    settings: z.strictObject({
      effort: z.enum(['fast', 'full']),
      statistic: z.enum(STATISTICS),
      kinds: z.array(z.enum(ELEMENT_KINDS)),
      falseAlarmRate: z.number(),
      threshold: z.number().optional(),
    }),
    coverage: z.strictObject({
      rows: count,
      suspected: count.describe('Rows of the goal label, or all where the victim names none.'),
      inspected: count,
      skipped: z.record(z.string(), count).describe('Suspected rows that were not judged, by the reason.'),
      flagged: count.describe('Inspected rows whose verdict rests on one element.'),
      passes: count.describe('How many inputs the victim answered.'),
    }),
    poisoned: count.describe('Rows that carry a trigger: they are not in the output.'),
    kept: count,
    triggers: z.array(triggerSchema),
    unconfirmed: z.array(unconfirmedSchema).describe('Flagged rows that carry no trigger. They are kept.'),
  })
  .meta({
    title: 'CodePurify sanitize report',
    description: 'The poisoned rows of a training set, by the triggers that they carry.',
  });

export type SanitizeReport = z.infer<typeof sanitizeReportSchema>;

/** The JSON schema of the report, as it is published: the text of schema/sanitize.schema.json. */
export function publishedSanitizeSchema(): string {
  return `${JSON.stringify(z.toJSONSchema(sanitizeReportSchema, { target: 'draft-2020-12' }), null, 2)}\n`;
}
