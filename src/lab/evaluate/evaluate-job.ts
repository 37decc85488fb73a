import type { Infill } from '../../model/infill.ts';
import type { UnitStore } from './rows/unit-store.ts';
import type { Study } from './study/study.ts';

export interface EvaluateJob {
  readonly study: Study;
  readonly store: UnitStore;
  /** So many rows of each file at most, where the study does not say fewer. */
  readonly first?: number;
  /** Proposes what could stand in a trigger's place. */
  readonly infill?: Infill;
  /** Told in words what is being done, and how many rows of it are. */
  readonly onProgress?: (what: string, done: number, total: number) => void;
  readonly signal?: AbortSignal;
}
