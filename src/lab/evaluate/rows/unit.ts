import { z } from 'zod';
import { PROBES } from '../../../defense/options.ts';
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
  /** Of a flagged row: the compiler has nothing to say of it that it did not say before. Absent where it was not asked. */
  compiles: z.boolean().optional(),
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
  compiler: z.string(),
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
const plainUnit = z.strictObject({
  ...about,
  defence: z.literal('none'),
  /** Wall time of the answers to the rows as they are; absent where it was not taken. */
  seconds: z.number().optional(),
  rows: z.array(plainRow).min(1),
});
export type PlainUnit = z.infer<typeof plainUnit>;

/** A defence before the victim. */
const defendedUnit = z.strictObject({
  ...about,
  defence: z.enum(DEFENCE_NAMES),
  /** Wall time of the defence over all rows, without the question about what it offers. */
  seconds: z.number(),
  rows: z.array(defendedRow).min(1),
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

/** The elements of an inspected function that the victim sees, by position: what each statistic is made of. */
const measuredFunction = z.strictObject({
  characters: z.int().min(0),
  /** A letter an element: `i` an identifier, `s` a statement. */
  kinds: z.string().regex(/^[is]*$/),
  /** See `ScoredElement`: the suspicion is the same without its sign. */
  rises: z.array(z.number()),
  /** Of each element the places of the statements that enclose it. */
  enclosed: z.array(z.array(z.int().min(0))),
  /** Places of the elements most of which was planted. */
  planted: z.array(z.int().min(0)),
});
export type MeasuredFunction = z.infer<typeof measuredFunction>;

/** Which element is taken for the trigger: the most suspicious, that with the largest rise, or the first among its kind. */
export const TOPS = ['suspicion', 'rise', 'identifier', 'statement'] as const;
export type Top = (typeof TOPS)[number];

/** By what a trigger is replaced; see `ways.ts`. */
export const WAYS = ['as shipped', 'removal', 'infill, greedy', 'infill, top 5'] as const;
export type Way = (typeof WAYS)[number];

/** What the victim says once the element is gone from each inspected function. */
const purifiedRow = z.strictObject({
  tops: z.array(z.enum(TOPS)).min(1),
  way: z.enum(WAYS),
  said: saidSchema,
  parses: z.boolean(),
  compiles: z.boolean().optional(),
  passes: z.int().min(0),
});
export type PurifiedRow = z.infer<typeof purifiedRow>;

const measuredRow = z.strictObject({
  /** Where the window is not the victim's own; else the plain unit says it. */
  plain: plainRow.optional(),
  /** Of code from elsewhere: what the whole defence says of it, as shipped. */
  flagged: z.boolean().optional(),
  /** Null where the function is not inspected. */
  functions: z.array(measuredFunction.nullable()),
  /** With the settings that are shipped. */
  purified: z.array(purifiedRow).optional(),
});
export type MeasuredRow = z.infer<typeof measuredRow>;

/** Raw answers on some rows of a file: `part` says which. */
const measuredUnit = z.strictObject({
  ...about,
  /** The valid rows, and code from elsewhere by its name, too. */
  set: z.string(),
  probe: z.enum(PROBES),
  /** In tokens; null for the victim's own. */
  window: z.int().nullable(),
  part: z.int().min(0),
  rows: z.array(measuredRow).min(1),
});
export type MeasuredUnit = z.infer<typeof measuredUnit>;

/** A piece of work that is done once: a line of the state file. */
export const unitSchema = z.union(
  [plainUnit, defendedUnit, siftedUnit, measuredUnit],
  'this line is not of codepurify evaluate: remove it to measure it anew, or name another file with --state',
);
export type Unit = PlainUnit | DefendedUnit | SiftedUnit | MeasuredUnit;

/** What says which piece of work it is. */
export type UnitName =
  | Pick<PlainUnit | DefendedUnit, 'scenario' | 'set' | 'defence'>
  | Pick<SiftedUnit, 'scenario' | 'set' | 'sift'>
  | Pick<MeasuredUnit, 'scenario' | 'set' | 'probe' | 'window' | 'part'>;

export function unitWords(unit: UnitName): string {
  const { scenario, set } = unit;
  if ('defence' in unit) return `${scenario}, ${set}, ${unit.defence}`;
  if ('sift' in unit) return `${scenario}, ${set}, ${unit.sift}`;
  const window = unit.window === null ? '' : `, window ${unit.window}`;
  return `${scenario}, ${set}, probe ${unit.probe}${window}, part ${unit.part}`;
}
