import type { Head, Layer } from '../head.ts';
import { graphNodes } from './graph-nodes.ts';
import { type GraphTensor, graphTensors, HALF } from './graph-tensors.ts';
import { headInput } from './head-input.ts';
import { type HeadLayer, headLayers } from './head-layers.ts';

/** The head of a classifier, as its ONNX file holds it. */
export interface StoredHead {
  readonly head: Head;
  /** Its weights as they stand in the file. */
  readonly tensors: readonly GraphTensor[];
}

/**
 * The head of a classifier's ONNX file: `model` must hold the file. Undefined where its weights cannot be told.
 * @throws RangeError where the bytes are no such file
 */
export function headOf(model: Uint8Array): StoredHead | undefined {
  const layers = layersOf(model);
  if (layers === undefined) return undefined;
  const head = layers.map(read);
  const fits = head.every((layer, at) => {
    const before = head[at - 1];
    const whole = layer.bias.length === 0 || layer.bias.length === layer.outputs;
    return whole && (before === undefined || before.outputs === layer.inputs);
  });
  if (!fits) return undefined;
  return { head, tensors: layers.flatMap(({ weight, bias }) => (bias ? [weight, bias] : [weight])) };
}

/**
 * The file with another head of the same shape in the place of its own: every other byte is what it was, and where each
 * weight stands too. In half precision the weights are rounded.
 */
export function withHead(model: Uint8Array, head: Head): Uint8Array {
  const copy = new Uint8Array(model);
  for (const [at, stored] of (layersOf(copy) ?? []).entries()) {
    const layer = head[at];
    if (layer === undefined) throw new RangeError('this head has another shape');
    write(stored.weight, stored.turned ? turned(layer.weights, layer.outputs, layer.inputs) : layer.weights);
    if (stored.bias) write(stored.bias, layer.bias);
  }
  return copy;
}

function layersOf(model: Uint8Array): readonly HeadLayer[] | undefined {
  const nodes = graphNodes(model);
  const from = headInput(nodes, 'logits');
  return from === undefined ? undefined : headLayers(nodes, graphTensors(model), { from, to: 'logits' });
}

function read({ weight, turned: isTurned, bias, activation }: HeadLayer): Layer {
  const [rows = 0, columns = 0] = weight.dims;
  const [outputs, inputs] = isTurned ? [columns, rows] : [rows, columns];
  const stored = numbers(weight);
  return {
    inputs,
    outputs,
    weights: isTurned ? turned(stored, rows, columns) : stored,
    bias: bias === undefined ? new Float64Array(0) : numbers(bias),
    ...(activation && { activation }),
  };
}

/** A matrix of so many rows and columns, the other way round. */
function turned(matrix: Float64Array, rows: number, columns: number): Float64Array {
  return Float64Array.from(matrix, (_, at) => matrix[(at % rows) * columns + Math.floor(at / rows)] ?? 0);
}

function numbers({ bytes, type }: GraphTensor): Float64Array {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return type === HALF
    ? Float64Array.from({ length: bytes.length / 2 }, (_, at) => view.getFloat16(at * 2, true))
    : Float64Array.from({ length: bytes.length / 4 }, (_, at) => view.getFloat32(at * 4, true));
}

function write({ bytes, type }: GraphTensor, values: Float64Array): void {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (const [at, value] of values.entries()) {
    if (type === HALF) view.setFloat16(at * 2, value, true);
    else view.setFloat32(at * 4, value, true);
  }
}
