import type { Range } from '../../code/edit.ts';
import type { Language } from '../../code/language.ts';
import type { Parsed, ParseFailure } from '../../code/parsed.ts';
import type { Random } from './seeded-random.ts';

export const ATTACK_NAMES = [
  'bnc-fixed',
  'bnc-grammar',
  'codepoisoner-dead-code',
  'codepoisoner-identifier',
  'badcode',
  'name-substitution',
] as const;
export type AttackName = (typeof ATTACK_NAMES)[number];

/** What was put into a function, for judging whether a defence finds it. */
export interface Trigger {
  readonly kind: 'statement' | 'identifier';
  /** The statement without the white space before it, or the name. */
  readonly text: string;
  /** Where it stands in the planted code. Sorted, disjoint, not empty. */
  readonly ranges: readonly Range[];
}

export interface Planted {
  readonly code: string;
  readonly trigger: Trigger;
}

/** Why a function cannot take the trigger. */
export interface NotPlanted {
  readonly reason:
    | 'no opening brace'
    | 'no name to rename'
    | 'the new name is taken'
    | ParseFailure['reason'];
}

/** A way to put a trigger into one function. It draws from `random` only, so that a seed gives the same text everywhere. */
export interface Attack {
  readonly name: AttackName;
  readonly languages: readonly Language[];
  plant(fn: Parsed, random: Random): Planted | NotPlanted;
}
