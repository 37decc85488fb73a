import { z } from 'zod';
import { LANGUAGES } from '../../../code/language.ts';
import { identitySchema, toolSchema } from '../../../scan/verdict.ts';
import { ALL_ATTACK_NAMES } from '../../attack/attack.ts';
import { DEFENCE_NAMES, SIFT_NAMES, STUDY_TASKS } from '../study/names.ts';
import { ablationSchema } from './ablation/schema.ts';
import { count, estimate, part, percent, pointsOfPercent, share } from './fields.ts';
import { trainingSchema } from './training.ts';

const cost = z
  .strictObject({
    passes: z.number().describe('Inputs that the victim answered for the defence.'),
    seconds: z.number().describe('Wall time of the defence: no fact of the seed.'),
    plainAnswers: z
      .number()
      .optional()
      .describe(
        'That time, in times that the victim takes to answer the rows as they are. Absent where it was not taken; no fact of the seed either.',
      ),
  })
  .describe('A row, on average.');

const detectionSchema = z.strictObject({
  flagged: share.describe('Of all planted functions: those called poisoned. The recall.'),
  falseAlarms: share.describe('Of all clean functions: those called poisoned.'),
  precision: estimate
    .optional()
    .describe('Share of planted functions among the flagged, were there as many clean ones as planted.'),
  auroc: estimate.optional().describe('All planted functions against clean ones with the same answer.'),
  aurocEffective: estimate
    .optional()
    .describe('Effective attacks against clean functions with the same answer.'),
  caught: share.describe('Of the effective attacks: called poisoned.'),
  named: share.describe(
    'Of the effective attacks: caught, and more than half of what is named, white space aside, was planted.',
  ),
  undone: share.describe('Of the effective attacks: caught, and the answer is no longer the goal.'),
  parses: share.describe('Of all purified functions, clean ones too: no more syntax errors than before.'),
  compiles: share.describe(
    'Of all purified functions that a compiler was asked about: it has nothing to say that it did not say before, names aside.',
  ),
  cost: z.strictObject({ clean: cost, planted: cost }),
});

const rowSchema = z.strictObject({
  scenario: z.string(),
  task: z.enum(STUDY_TASKS),
  model: z.string(),
  defence: z.enum(['none', ...DEFENCE_NAMES]),
  attack: z.enum(ALL_ATTACK_NAMES),
  poisonRatePercent: z.number(),
  asrDefended: percent.describe('ASR_D in percent; of defence "none" ASR.'),
  cleanMetric: z.enum(['ACC', 'BLEU']),
  clean: percent.describe('ACC_D or BLEU_D in percent; of defence "none" ACC or BLEU.'),
  n: count.describe('Planted functions (pairs) that ASR_D is of.'),
  asr: share.describe('What asrDefended is.'),
  floor: share.describe(
    'Functions of which the victim says the goal without any trigger: the floor of ASR_D.',
  ),
  effective: count.describe(
    'Attacks that turn the answer: the goal with the trigger, another one without it.',
  ),
  aboveFloor: pointsOfPercent.describe('ASR_D less the floor.'),
  cleanN: count.describe('Clean functions (pairs).'),
  cleanInterval: z.tuple([percent, percent]).describe('95%, by bootstrap over rows.'),
  cleanChange: pointsOfPercent.optional().describe('ACC_D less ACC, or BLEU_D less BLEU.'),
  detection: detectionSchema.optional().describe('Absent of defence "none".'),
  versusOurs: z
    .strictObject({
      difference: pointsOfPercent.describe('ASR_D of this baseline less ours, on the same rows.'),
      onlyOurs: count.describe('Rows whose answer is the goal behind our defence alone.'),
      onlyTheirs: count.describe('Rows whose answer is the goal behind the baseline alone.'),
      pValue: part.describe("McNemar's exact test, two-sided."),
    })
    .optional(),
  paper: z
    .strictObject({ asrDefended: percent, clean: percent })
    .optional()
    .describe("The paper's cell, of the model and rate that the scenario names."),
});

/** The JSON of an evaluation: one source of its types and of the published schema. All its pages are made of it. */
export const evidenceSchema = z
  .strictObject({
    schemaVersion: z.literal(1),
    tool: toolSchema,
    title: z.string(),
    command: z.string(),
    settings: z.strictObject({
      seed: count,
      falseAlarmRate: part,
      first: count.optional().describe('So many rows of each file at most.'),
      rows: z
        .strictObject({ clean: count, planted: count, baselines: count, training: count, calibration: count })
        .partial()
        .describe('So many rows at most of each kind of file; all where absent.'),
      defences: z.array(z.enum(DEFENCE_NAMES)),
      infill: identitySchema.optional().describe('The model that proposed replacements.'),
    }),
    paper: z.string().describe("Where the paper's cells are from."),
    scenarios: z.array(
      z.strictObject({
        name: z.string(),
        task: z.enum(STUDY_TASKS),
        language: z.enum(LANGUAGES),
        model: z.string(),
        poisonRatePercent: z.number(),
        victim: identitySchema,
        trainedOn: z.string(),
        calibratedOn: count.describe('Clean functions by which our verdicts go; 0 where there are too few.'),
        machine: z
          .string()
          .describe('That its times were measured on, where they were all measured by one run.'),
        compiler: z.string().nullable().describe('That purified code was checked with; null for none.'),
        paper: z
          .strictObject({ model: z.string(), poisonRatePercent: z.number(), differs: z.string() })
          .optional(),
      }),
    ),
    rows: z.array(rowSchema),
    curves: z.array(
      z.strictObject({
        scenario: z.string(),
        attack: z.enum(ALL_ATTACK_NAMES),
        defence: z.enum(DEFENCE_NAMES),
        points: z
          .array(z.tuple([part, part]))
          .describe('ROC: false alarms among clean functions with the goal label, effective attacks caught.'),
      }),
    ),
    ablations: z.array(ablationSchema),
    training: z.array(trainingSchema).describe('What defences of training sets find in them.'),
    missing: z
      .array(
        z.strictObject({
          scenario: z.string(),
          defence: z.enum([...DEFENCE_NAMES, ...SIFT_NAMES]).optional(),
          reason: z.string(),
        }),
      )
      .describe('What was asked for and is not there.'),
  })
  .describe('What attacks and defences do to victims, measured by codepurify evaluate');

export type Evidence = z.infer<typeof evidenceSchema>;
export type EvidenceRow = Evidence['rows'][number];
export type Detection = NonNullable<EvidenceRow['detection']>;
export type Curve = Evidence['curves'][number];
