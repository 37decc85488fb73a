import type { Range } from '../../../code/edit.ts';
import type { Pair } from '../../../defense/over-subjects.ts';

/** A row that a victim and its defences are measured on. */
export interface TestRow {
  readonly subject: string | Pair;
  /** The right answer: of a classifier 0 or 1, of a generator the text. */
  readonly truth: 0 | 1 | string;
  readonly planted?: {
    /** The subject before the trigger was put in. */
    readonly original: string | Pair;
    /** Where the trigger stands, of each function. */
    readonly ranges: readonly (readonly Range[])[];
  };
}
