import type { MaskedCode } from '../code/masked-code.ts';
import type { Card } from './card.ts';

export interface Fill {
  readonly text: string;
  /** Mean log-probability of its tokens, natural logarithm. */
  readonly logProbability: number;
}

/** A masked language model that proposes what could stand in a hole. */
export interface Infill {
  readonly card: Card & { readonly task: 'infill' };
  /**
   * For each code, for each of its holes in order: up to `alternatives` fills, best first, distinct.
   * A hole outside the window gets none. A hole `as: 'one'` is filled by one token;
   * `as: 'each'` by as many tokens as `hidden` has (the first alternative is the greedy fill).
   */
  fill(
    codes: readonly MaskedCode[],
    alternatives: number,
    signal?: AbortSignal,
  ): Promise<readonly (readonly (readonly Fill[])[])[]>;
  close(): Promise<void>;
}
