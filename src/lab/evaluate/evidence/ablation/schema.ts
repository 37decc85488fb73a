import { z } from 'zod';
import { ALL_ATTACK_NAMES } from '../../../attack/attack.ts';
import { WAYS } from '../../rows/unit.ts';
import { count, estimate, part, percent, pointsOfPercent, share } from '../fields.ts';
import { SWEEPS } from './setting.ts';

const cellSchema = z.strictObject({
  attack: z.enum(ALL_ATTACK_NAMES),
  n: count.describe('Planted functions (pairs).'),
  caught: share.describe('Of the effective attacks: called poisoned.'),
  flagged: share.describe('Of all planted functions: called poisoned.'),
  named: share.describe(
    'Of the effective attacks: caught, and the element taken for the trigger was planted; before it is narrowed down.',
  ),
  auroc: estimate.optional(),
  aurocEffective: estimate.optional(),
  asr: share.optional().describe('ASR_D, where the purified code was asked about.'),
});

const settingSchema = z.strictObject({
  sweep: z.enum(SWEEPS),
  name: z.string(),
  isShipped: z.boolean(),
  calibratedOn: count.describe('Clean functions by which is judged; with a fixed threshold by none.'),
  falseAlarms: share.describe('Of all clean functions (pairs).'),
  cleanMetric: z.enum(['ACC', 'BLEU']),
  clean: percent.optional().describe('ACC_D or BLEU_D, where the purified code was asked about.'),
  cleanChange: pointsOfPercent.optional().describe('Of that: less ACC or BLEU.'),
  pooled: share.describe('Of the effective attacks of all kinds: called poisoned.'),
  cells: z.array(cellSchema),
});

const waySchema = z.strictObject({
  way: z.enum(WAYS),
  set: z.enum(['clean', ...ALL_ATTACK_NAMES]),
  gone: share
    .optional()
    .describe(
      'Of the effective attacks that have an element to take away: the answer is no longer the goal.',
    ),
  cleanChange: pointsOfPercent
    .optional()
    .describe('ACC or BLEU, were every inspected clean function purified, less that before.'),
  parses: share,
  compiles: share,
  passes: z.number().describe('Questions to the victim, a function.'),
});

const elsewhereSchema = z.strictObject({
  name: z.string(),
  functions: count.describe('Rows.'),
  flagged: share.describe('Of all rows: called poisoned by what is shipped, which confirms a trigger.'),
  falseAlarms: share.describe('Of all rows: poisoned by their score alone.'),
  inspectedAlarms: share.describe('Of the inspected functions: likewise.'),
});

export const ablationSchema = z
  .strictObject({
    scenario: z.string(),
    first: count.optional(),
    validRows: count,
    cleanRows: count,
    settings: z.array(settingSchema),
    ways: z.array(waySchema),
    elsewhere: z.array(elsewhereSchema),
    curves: z.array(
      z.strictObject({
        sweep: z.enum(SWEEPS),
        setting: z.string(),
        isShipped: z.boolean(),
        attack: z.enum(ALL_ATTACK_NAMES),
        points: z.array(z.tuple([part, part])),
      }),
    ),
  })
  .describe('One scenario with one thing at a time other than what is shipped.');

export type AblationEvidence = z.infer<typeof ablationSchema>;
export type SettingRow = AblationEvidence['settings'][number];
export type WayRow = AblationEvidence['ways'][number];
export type ElsewhereRow = AblationEvidence['elsewhere'][number];
