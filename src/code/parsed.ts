import type { Range } from './edit.ts';
import type { Grammar } from './grammar.ts';

/**
 * A syntax tree as flat arrays in pre-order: node 0 is the root, the descendants of node i are i+1 … end[i]−1.
 * Plain memory: nothing is left in WebAssembly and nothing needs to be freed. Offsets are within `text`.
 */
export interface Parsed {
  readonly grammar: Grammar;
  readonly text: string;
  readonly count: number;
  /** Node type id, as in `grammar.types`. */
  readonly type: Uint16Array;
  readonly from: Uint32Array;
  readonly to: Uint32Array;
  /** −1 for the root. */
  readonly parent: Int32Array;
  readonly end: Uint32Array;
  /** Bits of roles.ts. */
  readonly roles: Uint32Array;
  /** Nodes that are ERROR or MISSING, in order of position. An empty range is something missing. */
  readonly errors: readonly Range[];
}

/** Why a text has no tree. The same words as the reasons of a skipped function. */
export interface ParseFailure {
  readonly reason: 'too large' | 'parse failed';
}
