import { BYTES, bytesOf, FIXED32, fieldsOf, VARINT } from './protobuf.ts';

/** A node of a graph: what it computes, from which values, and what these are called. */
export interface GraphNode {
  readonly type: string;
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
  /** Settings that are a number. */
  readonly settings?: ReadonlyMap<string, number>;
}

// Fields of the messages of onnx.proto that are read.
export const MODEL_GRAPH = 7;
const GRAPH_NODE = 1;
const NODE = { input: 1, output: 2, type: 4, attribute: 5 } as const;
const ATTRIBUTE = { name: 1, float: 2, int: 3 } as const;

/**
 * The nodes of an ONNX file, in order; weights are passed over unread.
 * @throws RangeError where the bytes are no such file
 */
export function graphNodes(model: Uint8Array): readonly GraphNode[] {
  return bytesOf(model, MODEL_GRAPH).flatMap((graph) =>
    bytesOf(graph, GRAPH_NODE).map((node) => {
      const texts = (field: number) => bytesOf(node, field).map((bytes) => Buffer.from(bytes).toString());
      const [type = ''] = texts(NODE.type);
      const settings = new Map(bytesOf(node, NODE.attribute).map(setting));
      return { type, inputs: texts(NODE.input), outputs: texts(NODE.output), settings };
    }),
  );
}

function setting(attribute: Uint8Array): readonly [name: string, value: number] {
  let [name, value] = ['', Number.NaN];
  for (const { number, kind, bytes, value: read } of fieldsOf(attribute)) {
    if (number === ATTRIBUTE.name && kind === BYTES) name = Buffer.from(bytes).toString();
    if (number === ATTRIBUTE.int && kind === VARINT) value = read;
    if (number === ATTRIBUTE.float && kind === FIXED32) {
      value = new DataView(bytes.buffer, bytes.byteOffset).getFloat32(0, true);
    }
  }
  return [name, value];
}
