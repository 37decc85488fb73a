import type { Range } from './edit.ts';
import type { ParseFailure } from './parsed.ts';

/** What was put into a function, for judging whether a defence finds it. */
export interface Trigger {
  readonly kind: 'statement' | 'identifier';
  /** The statement without the white space before it, or the name; of several names all, with commas. */
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
    | 'no name brings the model closer to the goal'
    | ParseFailure['reason'];
}
