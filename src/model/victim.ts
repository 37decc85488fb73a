import type { MaskedCode } from '../code/masked-code.ts';
import type { Card } from './card.ts';

/** One function for a `classification` victim, two for a `pair` victim. */
export interface ClassifierInput {
  readonly code: MaskedCode;
  readonly other?: MaskedCode;
}

/** What every answer says about the input as the model saw it. */
interface Seen {
  /** Equal for two inputs exactly if the model saw the same token ids, after truncation. */
  readonly inputId: string;
  /** Part of the text fell outside the model's window. */
  readonly truncated: boolean;
}

export interface Classification extends Seen {
  /** One probability a label, in the order of the card's labels, summing to 1. */
  readonly probabilities: readonly number[];
}

export interface Generation extends Seen {
  readonly text: string;
  /** Mean log-likelihood of the tokens of `text`, natural logarithm, at most 0. */
  readonly logLikelihood: number;
}

export interface Likelihood extends Seen {
  readonly logLikelihood: number;
}

/**
 * A model whose answer is defended. Answers come in the order of the inputs. Methods reject with ModelError
 * only, or with the signal's reason once it is aborted.
 */
export interface Classifier {
  readonly card: Card & { readonly task: 'classification' | 'pair' };
  classify(inputs: readonly ClassifierInput[], signal?: AbortSignal): Promise<readonly Classification[]>;
  close(): Promise<void>;
}

export interface Generator {
  readonly card: Card & { readonly task: 'generation' };
  /** Greedy output. */
  generate(inputs: readonly MaskedCode[], signal?: AbortSignal): Promise<readonly Generation[]>;
  /** Mean token log-likelihood of the given output under teacher forcing, one a input. */
  likelihood(
    inputs: readonly MaskedCode[],
    output: string,
    signal?: AbortSignal,
  ): Promise<readonly Likelihood[]>;
  close(): Promise<void>;
}

export type Victim = Classifier | Generator;
