import { z } from 'zod';
import { ALL_ATTACK_NAMES } from '../../attack/attack.ts';
import type { EvaluatedScenario } from '../evaluate.ts';
import { SIFT_NAMES } from '../study/names.ts';
import type { Retrained } from '../training/retrained.ts';
import { count, percent, share } from './fields.ts';
import { inPercent, sharing } from './rounded.ts';

/** Names that are told of what a defence takes for triggers, and characters of each. */
const TOLD = { names: 10, characters: 200 } as const;

/** What a defence of training sets finds in one. */
export const trainingSchema = z.strictObject({
  scenario: z.string(),
  defence: z.enum(SIFT_NAMES),
  recall: share.describe('Of the poisoned rows: those that it would leave out.'),
  falseAlarms: share.describe('Of the clean rows: those that it would leave out.'),
  attacks: z
    .array(z.strictObject({ attack: z.enum(ALL_ATTACK_NAMES), recall: share }))
    .describe('The recall by attack.'),
  named: z
    .array(z.string())
    .describe('What gave the rows away, most suspicious first; not all defences tell.'),
  seconds: z
    .number()
    .describe("Wall time. The victim's vectors are made once for both defences that need them."),
  again: z
    .strictObject({
      cleanMetric: z.enum(['ACC', 'BLEU']),
      clean: percent,
      n: count.describe('Clean test rows.'),
      attacks: z.array(z.strictObject({ attack: z.enum(ALL_ATTACK_NAMES), asr: share })),
    })
    .optional()
    .describe(
      'A victim trained again, in the same way, on what the defence leaves of all the rows; by its own measurement.',
    ),
});

export type TrainingRow = z.infer<typeof trainingSchema>;

/** A row for each defence of the scenario's training set. */
export function trainingOf({
  scenario,
  sifted,
  retrained,
}: Pick<EvaluatedScenario, 'scenario' | 'sifted' | 'retrained'>): readonly TrainingRow[] {
  return sifted.map(({ sift, named, seconds, rows }) => {
    const { clean = { rows: 0, dropped: 0 } } = rows;
    const attacks = ALL_ATTACK_NAMES.flatMap((attack) => {
      const own = rows[attack];
      return own === undefined ? [] : [{ attack, ...own }];
    });
    const poisoned = attacks.reduce(
      (sum, own) => ({ rows: sum.rows + own.rows, dropped: sum.dropped + own.dropped }),
      { rows: 0, dropped: 0 },
    );
    const again = retrained.find((one) => one.sift === sift);
    return {
      scenario: scenario.name,
      defence: sift,
      recall: sharing(poisoned.dropped, poisoned.rows),
      falseAlarms: sharing(clean.dropped, clean.rows),
      attacks: attacks.map((own) => ({ attack: own.attack, recall: sharing(own.dropped, own.rows) })),
      named: named.slice(0, TOLD.names).map((text) => text.slice(0, TOLD.characters).toWellFormed()),
      seconds,
      ...(again && { again: againOf(again) }),
    };
  });
}

function againOf({ metrics }: Retrained): TrainingRow['again'] {
  const { n, accuracy, bleu = 0, attackSuccessRate } = metrics;
  return {
    cleanMetric: accuracy === undefined ? 'BLEU' : 'ACC',
    clean: accuracy === undefined ? Math.round(bleu * 100) / 100 : inPercent(accuracy),
    n,
    attacks: ALL_ATTACK_NAMES.flatMap((attack) => {
      const own = attackSuccessRate[attack];
      return own === undefined ? [] : [{ attack, asr: sharing(Math.round(own.rate * own.n), own.n) }];
    }),
  };
}
