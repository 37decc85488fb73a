import { z } from 'zod';
import { ELEMENT_KINDS } from '../../../code/element.ts';
import { LANGUAGES } from '../../../code/language.ts';
import { STATISTICS } from '../../../defense/options.ts';
import {
  errorSchema,
  functionSchema,
  identitySchema,
  predictionSchema,
  toolSchema,
} from '../../../scan/verdict.ts';
import { ATTACK_NAMES } from '../../attack/attack.ts';
import { EFFECTS } from '../effect.ts';

const count = z.int().min(0);
const bound = z.number().min(0).max(1);
const offset = z.int().min(0);

const shareSchema = z
  .strictObject({ count, of: count, low: bound, high: bound })
  .describe("So many of so many, with Wilson's 95% interval of the share.");

const exampleSchema = z.strictObject({
  code: z.string().describe('The function with the trigger in it.'),
  planted: z.strictObject({
    kind: z.enum(['statement', 'identifier']),
    text: z.string(),
    ranges: z
      .array(z.tuple([offset, offset]))
      .describe('Where it stands in `code`, in UTF-16 code units, each half-open.'),
  }),
  before: predictionSchema.describe("The victim's answer to the function as it was."),
  after: predictionSchema.describe("The victim's answer to `code`."),
  caught: z.boolean(),
  named: z.boolean(),
  undone: z.boolean(),
  verdict: functionSchema.describe('What the defence says of `code`.'),
});

const attackSchema = z.strictObject({
  attack: z.enum(ATTACK_NAMES),
  took: count.describe('Functions that could take the trigger.'),
  refused: z.record(z.string(), count).describe('The others, by the reason.'),
  effective: shareSchema.describe(
    'Of the functions that took the trigger and whose answer was not the goal already: those whose answer is the goal now.',
  ),
  harmless: shareSchema.describe(
    "Of the same functions: those whose answer becomes the goal where something harmless takes the trigger's place.",
  ),
  effect: z
    .enum(EFFECTS)
    .describe(
      'By the intervals. moves: the trigger changes more than half of the answers, and more than something harmless does. sways: more than something harmless does. does not move: neither. unclear: too few functions, or any change moves the victim.',
    ),
  caught: shareSchema.describe('Of the effective ones: those that the defence calls poisoned.'),
  named: shareSchema.describe('Of the effective ones: caught, and what is named lies in what was planted.'),
  undone: shareSchema.describe(
    'Of the effective ones: caught, and once purified the victim says what it said before; of a generator: the goal is gone.',
  ),
  example: exampleSchema
    .optional()
    .describe('The first effective one that was caught, else the first. Absent where none is effective.'),
});

/** The JSON of a red team: one source of its types and of the published schema. All its reports are made of it. */
export const redTeamReportSchema = z
  .strictObject({
    schemaVersion: z.literal(1),
    tool: toolSchema,
    victim: identitySchema,
    language: z.enum(LANGUAGES),
    goal: z
      .string()
      .describe('What an attacker wants the victim to say: a label, or the text of a generator.'),
    settings: z.strictObject({
      seed: count,
      statistic: z.enum(STATISTICS),
      kinds: z.array(z.enum(ELEMENT_KINDS)),
      effort: z.enum(['fast', 'full']),
      falseAlarmRate: z.number().gt(0).lt(1),
      threshold: z.number().optional().describe('A fixed threshold instead of the false-alarm rate.'),
      infill: z.boolean().describe('Whether a language model proposed replacements.'),
    }),
    functions: z
      .strictObject({ found: count, tried: count })
      .describe('More are drawn with the seed where there are more than are tried.'),
    plain: z
      .strictObject({
        goal: count.describe(
          'Functions of which the victim says the goal already: no trigger can turn them.',
        ),
        unanswered: count.describe('Functions of which it says nothing, such as those that are too large.'),
        flagged: shareSchema.describe(
          'Of the functions that were inspected as they are: those called poisoned. False alarms, if they are clean.',
        ),
        findings: z.array(functionSchema),
      })
      .optional()
      .describe('The functions as they are. Absent where the work was stopped before it was known.'),
    attacks: z.array(attackSchema).describe('Attacks that were tried to the end.'),
    interrupted: z.literal(true).optional().describe('The work was stopped before its end.'),
    missing: z
      .array(z.enum(ATTACK_NAMES))
      .describe('Attacks that were not tried to the end because the work was stopped.'),
    skipped: z.record(z.string(), count).describe('Files that were passed over, by the reason.'),
    errors: z.array(errorSchema).describe('What was asked for and could not be read.'),
  })
  .describe('What known triggers do to a victim, and what a CodePurify scan makes of them');

export type RedTeamReport = z.infer<typeof redTeamReportSchema>;
export type AttackRow = RedTeamReport['attacks'][number];
export type Example = NonNullable<AttackRow['example']>;
