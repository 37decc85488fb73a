import type { DefenseOptions } from '../defense/options.ts';
import type { Infill } from '../model/infill.ts';
import type { Victim } from '../model/victim.ts';

/** How far a scan is. `done` and `total` count files while they are read, then answers to functions. */
export interface ScanProgress {
  readonly stage: 'reading' | 'inspecting';
  readonly done: number;
  readonly total: number;
}

export interface ScanOptions {
  /** Each function is put before every one that reads its language. */
  readonly victims: readonly Victim[];
  /** Used for the languages that it knows. */
  readonly infill?: Infill;
  /** What is not chosen is as the task of each victim asks. */
  readonly defense: Partial<DefenseOptions>;
  /** Functions to inspect, at most; all where it is absent. The first ones are taken, the others counted. */
  readonly most?: number;
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: ScanProgress) => void;
}
