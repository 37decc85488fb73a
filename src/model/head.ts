import type { Activation } from './onnx/head-layers.ts';

/** One layer of a classifier's head. */
export interface Layer {
  readonly inputs: number;
  readonly outputs: number;
  /** outputs × inputs. */
  readonly weights: Float64Array;
  /** Empty where the layer has none. */
  readonly bias: Float64Array;
  readonly activation?: Activation;
}

/** What a classifier makes its logits with out of the vector of its encoder, the first layer first. */
export type Head = readonly Layer[];
