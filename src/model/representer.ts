import type { Card } from './card.ts';
import type { ClassifierInput, Victim } from './victim.ts';

/**
 * A victim seen from inside: one vector for what it is asked about, which it makes its answer from. For defences that
 * look at a training set; ours needs none of this.
 */
export interface Representer {
  readonly card: Card & { readonly task: Victim['card']['task'] };
  /** In the order of the inputs, all of one length. Rejects with ModelError, or with the signal's reason. */
  represent(inputs: readonly ClassifierInput[], signal?: AbortSignal): Promise<readonly Float32Array[]>;
  close(): Promise<void>;
}
