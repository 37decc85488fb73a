import { z } from 'zod';
import { ELEMENT_KINDS } from '../code/element.ts';
import { LANGUAGES } from '../code/language.ts';
import { STATISTICS } from '../defense/options.ts';
import type { ClearingStage, Effect } from '../defense/outcome.ts';

const effects = [
  'same',
  'renames for others too',
  'removes a statement',
  'replaces a statement',
] as const satisfies readonly Effect[];
const clearingStages = ['confidence', 'own copy', 'spread'] as const satisfies readonly ClearingStage[];

const line = z.int().min(1).describe('1-based line of the file.');
const offset = z.int().min(0).describe('UTF-16 code units from the start of the function.');
const count = z.int().min(0);

/** An answer of a victim. */
export const predictionSchema = z
  .strictObject({ label: z.string(), confidence: z.number().min(0).max(1) })
  .describe("The victim's answer. For a generator the text that it wrote.");

const elementSchema = z.strictObject({
  kind: z.enum(ELEMENT_KINDS),
  text: z.string(),
  suspicion: z.number().min(0),
  ranges: z.array(z.tuple([offset, offset])).describe('Where it stands, each half-open.'),
});

const place = {
  file: z.string().describe('Path with forward slashes, relative to the folder the scan ran in.'),
  name: z.string(),
  language: z.enum(LANGUAGES),
  startLine: line,
  endLine: line,
  victim: z.string(),
  pairedWith: z
    .strictObject({ file: z.string(), name: z.string(), startLine: line })
    .optional()
    .describe(
      'For a pair victim: the function that this one was compared with, which may be itself: a sound victim takes a function for its own copy.',
    ),
  fingerprint: z
    .string()
    .regex(/^[0-9a-f]{32}$/)
    .describe('The same finding in another commit has the same fingerprint: no line numbers are in it.'),
};

const inspected = {
  ...place,
  prediction: predictionSchema,
  statistic: z.enum(STATISTICS),
  threshold: z
    .number()
    .describe('The last value of the statistic that is still clean; a fixed one is itself poisoned.'),
  pValue: z
    .number()
    .gt(0)
    .max(1)
    .optional()
    .describe(
      'Share of clean functions at least as suspicious. Absent where a fixed threshold was asked for.',
    ),
  confirmation: z
    .strictObject({ turned: count, of: count })
    .optional()
    .describe(
      'The suspicious element was planted into `of` other functions, and `turned` of them now bear the answer of this one. Of a classifier too few make it clean; so does 0 of 0, of an element that is most of its function and too long for others, of a pair. Of a generator enough make it poisoned, though the score be no more suspicious than that of three clean functions in ten, and too few say nothing. Absent where that was not asked.',
    ),
  partly: z
    .literal(true)
    .optional()
    .describe("Part of the function lies outside the victim's window, where nothing can matter to it."),
  elements: z
    .array(elementSchema)
    .describe('By falling suspicion. Empty where a stage cleared the function.'),
};

const score = z.number().describe('Value of the statistic.');
const entropy = z.number().min(0);

const purificationSchema = z.strictObject({
  code: z.string().describe('The whole function without its trigger.'),
  effect: z.enum(effects).describe('What the replacement does to the behaviour of the function.'),
  prediction: predictionSchema,
  edits: z
    .array(z.strictObject({ from: offset, to: offset, text: z.string() }))
    .describe('From the function as it stands to `code`; sorted, not overlapping.'),
});

/** The verdict on one function. */
export const functionSchema = z.discriminatedUnion('verdict', [
  z.strictObject({
    ...inspected,
    verdict: z.literal('clean'),
    score: score.optional(),
    entropy: entropy.optional(),
    clearedBy: z
      .enum(clearingStages)
      .optional()
      .describe(
        'The stage that cleared the function before every element was asked about: there is no score.',
      ),
  }),
  z.strictObject({
    ...inspected,
    verdict: z.literal('poisoned'),
    score,
    entropy,
    trigger: z.strictObject({
      kind: z.enum(ELEMENT_KINDS),
      text: z.string(),
      startLine: line,
      endLine: line,
    }),
    purification: purificationSchema
      .optional()
      .describe('Absent where no replacement parses. Where none changes the answer, its prediction tells.'),
  }),
  z.strictObject({
    ...place,
    verdict: z.literal('skipped'),
    reason: z.string(),
    prediction: predictionSchema.optional(),
  }),
]);

/** What wrote a report. */
export const toolSchema = z.strictObject({ name: z.literal('codepurify'), version: z.string() });

/** Which model judged. */
export const identitySchema = z.strictObject({ name: z.string(), task: z.string(), sha256: z.string() });

/** What was asked for and could not be inspected. */
export const errorSchema = z.strictObject({ file: z.string(), message: z.string() });

/** The verdict JSON: one source of its types and of the published schema. */
export const verdictSchema = z
  .strictObject({
    schemaVersion: z.literal(1),
    tool: toolSchema,
    victims: z.array(identitySchema),
    coverage: z
      .strictObject({ seen: count, inspected: count, skipped: z.record(z.string(), count) })
      .describe(
        'Counts a function once for each victim that reads its language, and a file that was passed over once. `seen` is `inspected` plus all of `skipped`.',
      ),
    interrupted: z.literal(true).optional().describe('The scan was stopped before its end.'),
    functions: z.array(functionSchema),
    errors: z.array(errorSchema).describe('What was asked for and could not be inspected.'),
  })
  .describe('Verdicts of a CodePurify scan');

export type Verdict = z.infer<typeof verdictSchema>;
export type FunctionVerdict = Verdict['functions'][number];
export type PoisonedVerdict = Extract<FunctionVerdict, { verdict: 'poisoned' }>;
export type InspectedVerdict = Exclude<FunctionVerdict, { verdict: 'skipped' }>;
