/**
 * What of a statement's text is left out so that variants of one trigger fall together, the finest first: white space
 * and comments alone; then what numbers and texts are; then which names; then which operators and keywords.
 */
export const ABSTRACTIONS = ['wording', 'values', 'names', 'shape'] as const;
export type Abstraction = (typeof ABSTRACTIONS)[number];
