import type { ElementKind } from '../../code/element.ts';
import type { SkipReason } from '../../defense/outcome.ts';
import type { Pair } from '../../defense/over-subjects.ts';
import type { Abstraction } from './abstraction.ts';

/** A row of a training set. */
export interface TrainingRow {
  /** A function, or the two that a pair victim compares. */
  readonly code: string | Pair;
  /** What the row teaches: a label of the victim's card, or the text that a generator is to write. */
  readonly label: string;
}

/** The rows of a training set, asked for three times: the same ones in the same order each time. */
export type TrainingRows = () => Iterable<TrainingRow> | AsyncIterable<TrainingRow>;

/** A text as it was named, and in how many rows. */
export interface Wording {
  readonly text: string;
  readonly rows: number;
}

/** A text that makes rows poisoned. Rows are told by their place, from 0. */
export interface ConfirmedTrigger {
  readonly kind: ElementKind;
  /** How much of the wording its form leaves out. */
  readonly abstraction: Abstraction;
  readonly form: string;
  /** As the defence named it, the most frequent first. */
  readonly wordings: readonly Wording[];
  /** Of the rows that carry it. */
  readonly label: string;
  /** The poisoned rows, but for those of a trigger before. Ascending. */
  readonly rows: readonly number[];
  /** In how many of them the defence named it. */
  readonly named: number;
  /** How many other rows carry it: they teach something else, and are kept. */
  readonly elsewhere: number;
  /** How many of its rows would carry it without any attack, judged by the rows that teach something else. */
  readonly byNature: number;
  /** Natural logarithm of the corrected p-value, which may be too small for a number. */
  readonly logP: number;
}

/** A text on which the victim's answer rests in some rows, and which is no trigger by the test. Its rows are kept. */
export interface Unconfirmed {
  readonly kind: ElementKind;
  readonly text: string;
  /** In which the defence named it. */
  readonly rows: readonly number[];
  /** How many rows carry it. */
  readonly carried: number;
}

export interface Sanitized {
  readonly rows: number;
  /** Those that an attacker could have made: of the goal label, or all where none is known. */
  readonly suspected: number;
  /** Suspected rows one of whose functions was judged. */
  readonly inspected: number;
  /** Suspected rows none of whose functions was judged, by the reason. */
  readonly skipped: Readonly<Partial<Record<SkipReason, number>>>;
  /** Inspected rows in which the defence named an element. */
  readonly flagged: number;
  /** How many inputs the victim answered. */
  readonly passes: number;
  /** In the order in which they were confirmed: of what was left, the one with the strongest evidence. */
  readonly triggers: readonly ConfirmedTrigger[];
  /** In most rows first. */
  readonly unconfirmed: readonly Unconfirmed[];
  /** The rows of all triggers, ascending. */
  readonly poisoned: readonly number[];
}
