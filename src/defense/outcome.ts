import type { Edit } from '../code/edit.ts';
import type { Element } from '../code/element.ts';
import type { Statistic } from './options.ts';

export const SKIP_REASONS = [
  'not the goal label',
  'nothing to compare with',
  'too few elements',
  'not calibrated',
  'too large',
  'parse failed',
] as const;
export type SkipReason = (typeof SKIP_REASONS)[number];

/** The victim's answer: a label with its probability, or a generator's text with exp(mean token log-likelihood). */
export interface Prediction {
  readonly label: string;
  readonly confidence: number;
}

export interface ScoredElement {
  readonly element: Element;
  /** |P(y|X) − P(y|X with the element taken away)| in [0, 1]; for a generator the change of the mean token log-likelihood, at least 0. */
  readonly suspicion: number;
  /** Signed: how much the probability of the other labels rises. */
  readonly rise: number;
  /** False where the victim's window does not reach: the suspicion is then 0 because it must be. */
  readonly inWindow: boolean;
}

/**
 * What the candidate does to the behaviour of the function. `same`: nothing. `renames for others too`: the function
 * itself behaves as before, but callers, members or types may know the old name.
 */
export type Effect = 'same' | 'renames for others too' | 'removes a statement' | 'replaces a statement';

export interface Purification {
  readonly code: string;
  readonly edits: readonly Edit[];
  readonly effect: Effect;
  readonly prediction: Prediction;
  /** The victim's label (or output) on the purified code differs from the one before. */
  readonly undone: boolean;
}

/**
 * The trigger was planted into other functions, and `turned` of the `of` that are known bear the answer of this one: those
 * that were asked, and those in which the name stood before, which have not turned. At least one. A generator's answer is
 * borne by functions of which its output is about as likely.
 */
export interface Confirmation {
  readonly turned: number;
  readonly of: number;
}

/**
 * `confidence`: the victim itself doubts more than effective attacks leave it. `own copy`: a pair victim takes it for its
 * own copy, as it takes none that bears a trigger which works in both functions. `spread`: so much is known to matter that
 * none of the elements not asked about could dominate.
 */
export type ClearingStage = 'confidence' | 'own copy' | 'spread';

interface Inspected {
  readonly prediction: Prediction;
  /** Of a pair victim, where it was asked about this function beside itself: the prediction, too, is on that. */
  readonly besideItself?: true;
  readonly statistic: Statistic;
  /** The last value of the statistic that is still clean; a fixed one is itself poisoned. */
  readonly threshold: number;
  /**
   * What became of other functions with the suspicious element in them: of a clean function too few turned, whatever the
   * score; of a generator's, that is poisoned, so many that it is, whatever the score, or the score is suspicious by itself.
   * Absent where that was not asked.
   */
  readonly confirmation?: Confirmation;
  /** Share of clean functions at least as suspicious, in (0, 1]. Absent with a fixed threshold. */
  readonly pValue?: number;
  /** By falling suspicion; ties by position. Empty where a stage cleared the function. */
  readonly elements: readonly ScoredElement[];
  /** The victim did not see the whole function. */
  readonly partly: boolean;
  /** How many inputs the victim answered; the same tokens, asked about at once, count as one. */
  readonly passes: number;
}

export interface Clean extends Inspected {
  readonly verdict: 'clean';
  /** Absent where a stage cleared the function before every element was asked about. */
  readonly score?: number;
  /** See `Poisoned`; absent as the score is. */
  readonly entropy?: number;
  /** The stage that cleared the function; the first two only with `effort: fast`. */
  readonly clearedBy?: ClearingStage;
}

export interface Poisoned extends Inspected {
  readonly verdict: 'poisoned';
  /** The value of the statistic. */
  readonly score: number;
  /** As configured; in [0, 1] when scaled by count. */
  readonly entropy: number;
  /** The smallest element that holds the highest suspicion. */
  readonly trigger: ScoredElement;
  /** Absent where no candidate could be offered. */
  readonly purification?: Purification;
}

export type Inspection = Clean | Poisoned;

export interface Skipped {
  readonly verdict: 'skipped';
  readonly reason: SkipReason;
  readonly prediction?: Prediction;
  /** See `Inspection`. */
  readonly besideItself?: true;
  readonly passes: number;
}

export type Outcome = Inspection | Skipped;
