import type { Gradients } from '../../model/gradients.ts';
import type { Classifier } from '../../model/victim.ts';
import type { Form } from './form.ts';
import type { Fragment } from './fragments.ts';
import type { TriggerKind } from './result.ts';
import type { Rules } from './rules.ts';
import type { Sample } from './sample.ts';

/** Of the search: what another one kept is of no use to it. */
export const SEARCH = 4;

export interface Search {
  readonly victim: Classifier;
  /** Without them fragments are drawn at random, and the victim's answers alone show the way. */
  readonly gradients: Gradients | undefined;
  readonly kind: TriggerKind;
  readonly forms: readonly Form[];
  readonly samples: readonly Sample[];
  readonly target: number;
  /** The probability from which on the victim counts as sure. */
  readonly sureFrom: number;
  readonly fragments: readonly Fragment[];
  readonly rules: Rules;
  readonly seed: number;
  readonly budget: Budget;
  readonly signal?: AbortSignal;
}

export interface Budget {
  /** Steps of a search at most, after the first look at the vocabulary. */
  readonly steps: number;
  /** Steps without an improvement after which it ends. */
  readonly patience: number;
  /** About so many words of the vocabulary are tried first, in equal shares for all slots. */
  readonly scanned: number;
  /** Guesses that are gone on with. */
  readonly beam: number;
  /** Guesses tried a step, for each that is gone on with. */
  readonly candidates: number;
  /** Fragments among which the draw for a part is made; of a statement, for whatever part of whatever slot. */
  readonly top: number;
}

/** Some 4,500 answers a search: see docs/audit.md. */
export const BUDGET: Budget = { steps: 8, patience: 3, scanned: 384, beam: 4, candidates: 24, top: 64 };
