import { readFileSync } from 'node:fs';
import type { Measurement, ScoredElement, Unmeasured } from '../src/index.ts';

/** One row of a file that `bench/measure.ts` wrote. */
export interface MeasuredRow {
  readonly key: string | number;
  /** The right answer of a classification: 1 is what an attacker wants hidden. */
  readonly target?: number;
  /** Name of the attack; absent for a clean row. */
  readonly poison?: string;
  readonly triggers?: readonly {
    readonly kind: string;
    readonly text: string;
    readonly ranges: [number, number][];
  }[];
  readonly measured: readonly (Measurement | Unmeasured)[];
}

export function readMeasured(path: string): MeasuredRow[] {
  return readFileSync(path, 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line));
}

/** The elements of the function, empty where it was passed over. */
export function elementsOfRow(measured: Measurement | Unmeasured | undefined): readonly ScoredElement[] {
  return measured !== undefined && 'elements' in measured ? measured.elements : [];
}
