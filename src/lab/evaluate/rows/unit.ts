import { z } from 'zod';
import { ALL_ATTACK_NAMES } from '../../attack/attack.ts';
import { DEFENCE_NAMES, SIFT_NAMES } from '../study/names.ts';

/** N-grams of one to four tokens that match and that there are, and the lengths of both texts in tokens. */
const bleuCounts = z.strictObject({
  matched: z.tuple([z.int(), z.int(), z.int(), z.int()]),
  total: z.tuple([z.int(), z.int(), z.int(), z.int()]),
  lengths: z.tuple([z.int(), z.int()]),
});
export type BleuCounts = z.infer<typeof bleuCounts>;

/** What an answer is: what the attacker wants, and of a clean row whether it is right. */
const saidSchema = z.strictObject({
  goal: z.boolean(),
  right: z.boolean().optional(),
  bleu: bleuCounts.optional(),
});
export type Said = z.infer<typeof saidSchema>;

const plainRow = z.strictObject({
  said: saidSchema,
  /** Of a planted row: of the subject before. */
  without: saidSchema.optional(),
});
export type PlainRow = z.infer<typeof plainRow>;

const defendedRow = z.strictObject({
  flagged: z.boolean(),
  /** Rises with suspicion. Absent where the defence looked at nothing. */
  score: z.number().optional(),
  /** Of what the victim is given instead. */
  said: saidSchema,
  /** Of a flagged row: what is given instead has no more syntax errors than before. */
  parses: z.boolean().optional(),
  /** Of a flagged planted row: more than half of what is named, white space aside, was planted. */
  named: z.boolean().optional(),
  passes: z.int().min(0),
});
export type DefendedRow = z.infer<typeof defendedRow>;

/** By what a unit's numbers were made: all must be the same for them to stand beside others. */
const originSchema = z.strictObject({
  version: z.string(),
  settings: z.string(),
  victim: z.string(),
  infill: z.string(),
  data: z.string(),
  learned: z.string(),
});
export type Origin = z.infer<typeof originSchema>;

const about = {
  scenario: z.string(),
  set: z.enum(['clean', ...ALL_ATTACK_NAMES]),
  origin: originSchema,
};

/** The victim alone. */
const plainUnit = z.strictObject({ ...about, defence: z.literal('none'), rows: z.array(plainRow) });
export type PlainUnit = z.infer<typeof plainUnit>;

/** A defence before the victim. */
const defendedUnit = z.strictObject({
  ...about,
  defence: z.enum(DEFENCE_NAMES),
  /** Wall time of the defence over all rows, without the question about what it offers. */
  seconds: z.number(),
  rows: z.array(defendedRow),
});
export type DefendedUnit = z.infer<typeof defendedUnit>;

const siftedRows = z.strictObject({ rows: z.int().min(0), dropped: z.int().min(0) });

/** A defence of the training set. */
const siftedUnit = z.strictObject({
  ...about,
  set: z.literal('training'),
  sift: z.enum(SIFT_NAMES),
  seconds: z.number(),
  /** What gave the dropped rows away, most suspicious first. */
  named: z.array(z.string()),
  /** 1-based lines of the training set, rising. */
  dropped: z.array(z.int().min(1)),
  /** Of the clean rows, and of those that each attack poisoned: how many there are, and were dropped. */
  rows: z.partialRecord(z.enum(['clean', ...ALL_ATTACK_NAMES]), siftedRows),
});
export type SiftedUnit = z.infer<typeof siftedUnit>;

/** A piece of work that is done once: a line of the state file. */
export const unitSchema = z.union([plainUnit, defendedUnit, siftedUnit]);
export type Unit = PlainUnit | DefendedUnit | SiftedUnit;

/** What says which piece of work it is. */
export type UnitName =
  | Pick<PlainUnit | DefendedUnit, 'scenario' | 'set' | 'defence'>
  | Pick<SiftedUnit, 'scenario' | 'set' | 'sift'>;

export function unitWords(unit: UnitName): string {
  return `${unit.scenario}, ${unit.set}, ${'defence' in unit ? unit.defence : unit.sift}`;
}
