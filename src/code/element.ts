import type { Range } from './edit.ts';

/** What can be masked. The first two are the paper's; the others are switched on by name. */
export const ELEMENT_KINDS = ['identifier', 'statement', 'comment', 'string', 'call', 'layout'] as const;

export type ElementKind = (typeof ELEMENT_KINDS)[number];

/** A part of a function that is masked as one. Offsets are within the function's text. */
export interface Element {
  readonly kind: ElementKind;
  /** The name, or the text of the (first) range. */
  readonly text: string;
  /** Where it stands: every leaf token of an identifier's name, every place of a statement. Sorted, disjoint, not empty. */
  readonly ranges: readonly Range[];
  /** Leaf tokens within the ranges that the paper's probe masks: no keywords, no punctuation. Identifiers: the ranges. */
  readonly tokens: readonly Range[];
  /** The statements directly inside a compound statement (in its first place), for localisation. Empty for all else. */
  readonly inner: readonly Element[];
}
