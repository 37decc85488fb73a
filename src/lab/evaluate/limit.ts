import { type DefenceName, isBaseline, type SetName } from './study/names.ts';
import type { Study } from './study/study.ts';

interface Limited {
  readonly study: Study;
  readonly first?: number;
}

/** Rows of such a file at most, by the study and by `--first`. */
export function limitOf(kind: 'clean' | 'planted' | 'training', { study, first }: Limited): number {
  return least(study.first[kind], first);
}

/** Rows of a set that a defence is measured on: of a baseline there may be fewer, the first ones. */
export function defenceLimit(set: SetName, defence: 'none' | DefenceName, limited: Limited): number {
  const own = limitOf(set === 'clean' ? 'clean' : 'planted', limited);
  return defence !== 'none' && isBaseline(defence) ? least(own, limited.study.first.baselines) : own;
}

function least(...limits: readonly (number | undefined)[]): number {
  return Math.min(...limits.map((limit) => limit ?? Number.POSITIVE_INFINITY));
}
