import { z } from 'zod';
import { LANGUAGES } from '../../../code/language.ts';
import { PROBES } from '../../../defense/options.ts';
import { ALL_ATTACK_NAMES } from '../../attack/attack.ts';
import { PAPER_MODELS } from '../evidence/paper.ts';
import { DEFENCE_NAMES, STUDY_TASKS } from './names.ts';

/** A file or folder, from the folder of the study file; `$NAME/` at its start is that variable of the environment. */
const path = z.string().min(1).max(4096);
const NAME = /^[a-z0-9][a-z0-9-]{0,63}$/;
const NAME_WORDS = 'a name is of lower-case letters, digits and hyphens, at most 64';
const words = z.string().min(1).max(400);
const rows = z.int().min(1);

const scenarioSchema = z.strictObject({
  name: z.string().regex(NAME, NAME_WORDS),
  task: z.enum(STUDY_TASKS),
  language: z.enum(LANGUAGES),
  model: words.describe('Its architecture, as the tables name it.'),
  poisonRatePercent: z.number().min(0).max(100),
  victim: path.describe('A built-in model by its name, or a folder.'),
  clean: path,
  functions: path.optional().describe('The texts of pairs that name their functions by id.'),
  attacks: z
    .partialRecord(z.enum(ALL_ATTACK_NAMES), path)
    .refine((attacks) => Object.keys(attacks).length > 0, 'name at least one attack with its file')
    .describe('By attack the file that `codepurify poison --test-set` made.'),
  learn: path.optional().describe('Clean rows that ONION learns its language model from.'),
  valid: path
    .optional()
    .describe(
      'Clean rows that a victim without a calibration is calibrated on, ONION finds its bar on, and the settings of an ablation are calibrated on.',
    ),
  calibration: rows
    .optional()
    .describe(
      'So many valid rows to calibrate a victim of your own on at most, where it has no calibration yet, instead of those of "first": one that seldom gives the goal label needs more.',
    ),
  training: path
    .optional()
    .describe(
      'The poisoned rows that the victim was trained on, as `codepurify poison` wrote them: what defences of training sets find in them is measured.',
    ),
  retrained: path
    .optional()
    .describe(
      'A folder with DEFENCE/metrics.json, as `python -m codepurify_training.evaluate` wrote it of a victim that was trained again on what that defence of training sets left of all the rows.',
    ),
  paper: z
    .strictObject({
      model: z.enum(PAPER_MODELS),
      poisonRatePercent: z.literal([1, 5]),
      differs: words.describe('In which way model or data differ from the paper.'),
    })
    .optional()
    .describe("The paper's cells that stand beside these."),
});

const ablationSchema = z.strictObject({
  scenario: z.string().describe('By its name. Each setting is calibrated on its valid rows.'),
  first: rows.optional().describe('So many rows of each file at most.'),
  calibration: rows.optional().describe('So many valid rows at most, instead of "first".'),
  probes: z
    .array(z.enum(PROBES))
    .default([...PROBES])
    .describe('How elements are taken away; the one that is shipped is always among them.'),
  windows: z
    .array(z.int().min(16))
    .default([])
    .describe('What the victim sees, in tokens, where it sees less than it could.'),
  elsewhere: z
    .record(z.string().regex(NAME, NAME_WORDS), path)
    .default({})
    .describe('Clean code from elsewhere than the valid rows, by a name: rows, or a folder of source code.'),
});

/** A study file: what is evaluated. Its paths are those of the file until they are resolved. */
export const studySchema = z.strictObject({
  schemaVersion: z.literal(1),
  title: words,
  seed: z.int().min(0).max(0xffff_ffff).default(1),
  first: z
    .strictObject({ clean: rows, planted: rows, baselines: rows, training: rows, calibration: rows })
    .partial()
    .default({})
    .describe(
      'So many rows at most, the first ones: of the clean file, of each planted one, of both for a baseline, of the training set, and of the valid rows to calibrate a victim on.',
    ),
  falseAlarmRate: z.number().gt(0).lt(1).default(0.01),
  defences: z
    .array(z.enum(DEFENCE_NAMES))
    .min(1)
    .default([...DEFENCE_NAMES])
    .refine((names) => new Set(names).size === names.length, 'a defence is named twice'),
  scenarios: z
    .array(scenarioSchema)
    .min(1)
    .max(1000)
    .refine((all) => new Set(all.map(({ name }) => name)).size === all.length, 'two scenarios have one name'),
  ablations: z
    .array(ablationSchema)
    .max(1000)
    .default([])
    .refine(
      (all) => new Set(all.map(({ scenario }) => scenario)).size === all.length,
      'two ablations are of one scenario',
    ),
});

export type Study = z.infer<typeof studySchema>;
export type Ablation = Study['ablations'][number];
export type Scenario = Study['scenarios'][number];
