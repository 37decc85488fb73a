import type { AnyAttackName } from '../../attack/attack.ts';

export const STUDY_TASKS = ['defect', 'clone', 'repair'] as const;
export type StudyTask = (typeof STUDY_TASKS)[number];

/** Ours first; the others are the baselines. */
export const DEFENCE_NAMES = ['codepurify', 'onion', 'onion-span', 'oseql'] as const;
export type DefenceName = (typeof DEFENCE_NAMES)[number];

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
