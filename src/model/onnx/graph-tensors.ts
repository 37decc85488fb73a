import { MODEL_GRAPH } from './graph-nodes.ts';
import { BYTES, bytesOf, fieldsOf, VARINT } from './protobuf.ts';

/** A weight of a graph. */
export interface GraphTensor {
  readonly name: string;
  readonly dims: readonly number[];
  /** As onnx.proto numbers them. */
  readonly type: number;
  /** Its bytes in the file: a view, so that writing to it writes to the file. Empty where they stand elsewhere. */
  readonly bytes: Uint8Array;
  /** Of bytes that stand in another file, where. */
  readonly external: ReadonlyMap<string, string>;
}

export const SINGLE = 1;
export const HALF = 10;

// Fields of the messages of onnx.proto that are read.
const GRAPH_INITIALIZER = 5;
const TENSOR = { dims: 1, type: 2, floats: 4, name: 8, raw: 9, external: 13 } as const;
const ENTRY = { key: 1, value: 2 } as const;

/**
 * The weights of an ONNX file.
 * @throws RangeError where the bytes are no such file
 */
export function graphTensors(model: Uint8Array): readonly GraphTensor[] {
  return bytesOf(model, MODEL_GRAPH).flatMap((graph) => bytesOf(graph, GRAPH_INITIALIZER).map(tensor));
}

function tensor(message: Uint8Array): GraphTensor {
  const dims: number[] = [];
  const external = new Map<string, string>();
  let bytes: Uint8Array = new Uint8Array(0);
  let [name, type] = ['', 0];
  for (const { number, kind, value, bytes: own } of fieldsOf(message)) {
    if (number === TENSOR.dims && kind === VARINT) dims.push(value);
    if (number === TENSOR.type && kind === VARINT) type = value;
    if (kind !== BYTES) continue;
    if (number === TENSOR.dims) dims.push(...packed(own));
    if (number === TENSOR.name) name = text(own);
    if (number === TENSOR.raw || number === TENSOR.floats) bytes = own;
    if (number === TENSOR.external) {
      external.set(text(bytesOf(own, ENTRY.key)[0]), text(bytesOf(own, ENTRY.value)[0]));
    }
  }
  return { name, dims, type, bytes, external };
}

function packed(bytes: Uint8Array): number[] {
  const values: number[] = [];
  let [value, weight] = [0, 1];
  for (const byte of bytes) {
    value += (byte % 128) * weight;
    weight *= 128;
    if (byte >= 128) continue;
    values.push(value);
    [value, weight] = [0, 1];
  }
  return values;
}

function text(bytes: Uint8Array = new Uint8Array(0)): string {
  return Buffer.from(bytes).toString();
}
