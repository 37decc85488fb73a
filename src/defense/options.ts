import type { ElementKind } from '../code/element.ts';

/**
 * How an element is taken away for scoring.
 * `paper`: identifier: one mask a sub-token; statement: one mask for each token but keywords and punctuation.
 * `mask`: one mask an element. `unknown`: one unknown token an element (the authors' code).
 * `remove`: statement deleted, identifier one mask. `neutral`: statement deleted, identifier renamed to a plain fresh name.
 */
export const PROBES = ['paper', 'mask', 'unknown', 'remove', 'neutral'] as const;
export type Probe = (typeof PROBES)[number];

/** `l1`: scores divided by their sum (the authors' code). `softmax`: as Eq. 3 is printed. */
export type Normalization = 'l1' | 'softmax';

/** A named measure of how far the verdict hangs on one element. */
export const STATISTICS = ['entropy', 'dominance'] as const;
export type Statistic = (typeof STATISTICS)[number];

/**
 * `full`: elements are probed until the verdict is certain: it is that of probing all. `fast`: what the victim
 * doubts is cleared first, by the plain answer alone; of a pair that gets another label than equal functions do, what
 * the victim takes for its own copy. Either may err.
 */
export type Effort = 'fast' | 'full';

export interface DefenseOptions {
  readonly kinds: readonly ElementKind[];
  readonly probe: Probe;
  readonly statistic: Statistic;
  readonly normalization: Normalization;
  /** Entropy divided by ln n. */
  readonly scaleByCount: boolean;
  /** The statement that encloses the suspect is weighed beside it, as in the papers; see `weighed`. */
  readonly weighsEnclosing: boolean;
  readonly effort: Effort;
  /** In (0, 1): share of clean functions that may be called poisoned. */
  readonly falseAlarmRate: number;
  /** A fixed threshold of the statistic instead of the calibration, as in the paper's tables. */
  readonly threshold?: number;
  readonly inspect: 'goal-label' | 'all';
}

/** What decides how the answers on all elements become one number. */
export type Spread = Pick<DefenseOptions, 'statistic' | 'normalization' | 'scaleByCount' | 'weighsEnclosing'>;
