import type { AnyAttackName } from '../../attack/attack.ts';

export const STUDY_TASKS = ['defect', 'clone', 'repair'] as const;
export type StudyTask = (typeof STUDY_TASKS)[number];

/** Ours, by the effort it takes. */
const OUR_NAMES = ['codepurify', 'codepurify-fast'] as const;
export const BASELINE_NAMES = ['onion', 'onion-span', 'oseql'] as const;
export const DEFENCE_NAMES = [...OUR_NAMES, ...BASELINE_NAMES] as const;
export type DefenceName = (typeof DEFENCE_NAMES)[number];

export function isBaseline(name: DefenceName): boolean {
  return !OUR_NAMES.some((own) => own === name);
}

/** Defences that look at a training set: ours first. */
export const SIFT_NAMES = [
  'sanitize',
  'spectral-signatures',
  'activation-clustering',
  'killbadcode',
] as const;
export type SiftName = (typeof SIFT_NAMES)[number];

/** A file of rows of a scenario: the clean ones, or those planted with one attack. */
export type SetName = 'clean' | AnyAttackName;
