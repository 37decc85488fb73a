import type { Language } from '../../code/language.ts';
import type { Parsed } from '../../code/parsed.ts';
import type { NotPlanted, Planted } from '../../code/planted.ts';
import type { Random } from './seeded-random.ts';

/** Attacks that ask no model. */
export const ATTACK_NAMES = [
  'bnc-fixed',
  'bnc-grammar',
  'codepoisoner-dead-code',
  'codepoisoner-identifier',
  'badcode',
  'name-substitution',
] as const;
export type AttackName = (typeof ATTACK_NAMES)[number];

/** With the one that chooses its trigger anew for each function, by a model of the attacker's. */
export const ALL_ATTACK_NAMES = [...ATTACK_NAMES, 'afraidoor'] as const;
export type AnyAttackName = (typeof ALL_ATTACK_NAMES)[number];

/** The other function of a pair, as it stands when this one is planted. */
export interface Beside {
  readonly text: string;
  /** It is the first of the two. */
  readonly isFirst: boolean;
}

/** A way to put a trigger into one function. It draws from `random` only, so that a seed gives the same text again. */
export interface Planter {
  readonly name: AnyAttackName;
  readonly languages: readonly Language[];
  plant(fn: Parsed, random: Random, beside?: Beside): Planted | NotPlanted | Promise<Planted | NotPlanted>;
}

/** One that asks no model: a seed gives the same text on any machine. */
export interface Attack extends Planter {
  readonly name: AttackName;
  plant(fn: Parsed, random: Random): Planted | NotPlanted;
}
