import type { MaskedCode } from '../../code/masked-code.ts';
import type { Fill } from '../infill.ts';
import type { ClassifierInput } from '../victim.ts';

/** What a worker is started with. `threads` are those of one inference. */
export interface Setup {
  readonly folder: string;
  readonly task: 'classification' | 'pair' | 'generation' | 'infill';
  readonly labels: number;
  readonly maxLength: number;
  readonly maxOutput: number;
  readonly maskToken: string;
  readonly unknownToken: string;
  readonly threads: number;
  /** Asked for vectors, not for answers. */
  readonly represents?: true;
  /** Opens the gradient graph in the place of the model. */
  readonly gradients?: true;
}

/** An input as the model sees it: token ids with the special ones, cut to the window. */
export interface Row {
  readonly ids: Int32Array;
  /** The second function of a two-tower pair. */
  readonly pair?: Int32Array;
}

export interface Encoded extends Row {
  readonly inputId: string;
  readonly truncated: boolean;
}

export interface Written {
  readonly text: string;
  readonly logLikelihood: number;
}

/** Functions whose holes are filled with a name, and the label towards which that name should move the victim. */
export interface Leaned {
  readonly inputs: readonly ClassifierInput[];
  readonly name: string;
  readonly target: number;
}

export interface Leaning {
  /** The texts of the name's tokens. */
  readonly parts: readonly string[];
  /**
   * parts × vocabulary: by how much the loss towards the target changes, to first order and summed over the functions,
   * where another token takes the place of a part.
   */
  readonly changes: Float32Array;
}

/** What a worker can be asked, and what it answers: one answer for each input, in order. */
export interface Exchange {
  encode: { question: readonly ClassifierInput[]; answer: readonly Encoded[] };
  classify: { question: readonly Row[]; answer: readonly (readonly number[])[] };
  generate: { question: readonly Row[]; answer: readonly Written[] };
  likelihood: {
    question: { readonly rows: readonly Row[]; readonly output: string };
    answer: readonly number[];
  };
  fill: {
    question: { readonly codes: readonly MaskedCode[]; readonly alternatives: number };
    answer: readonly (readonly (readonly Fill[])[])[];
  };
  represent: { question: readonly Row[]; answer: readonly Float32Array[] };
  lean: { question: Leaned; answer: Leaning };
  close: { question: null; answer: null };
}

export type Kind = keyof Exchange;

export interface Asked<K extends Kind = Kind> {
  readonly kind: K;
  readonly question: Exchange[K]['question'];
}

/** A worker's first message answers its start with `null`; every other one answers the one question in hand. */
export type Told = { readonly answer: unknown } | { readonly failure: string };
