import { BYTES, bytesOf, FIXED32, fieldsOf, VARINT } from './protobuf.ts';

/** A node of a graph: what it computes, from which values, and what these are called. */
export interface GraphNode {
  /** Behind its domain, where it is no standard operator: a file may call its own as it likes. */
  readonly type: string;
  readonly inputs: readonly string[];
  /** Values that graphs within the node read, of it or of their own. */
  readonly within: readonly string[];
  readonly outputs: readonly string[];
  /** Settings that are a number. */
  readonly settings?: ReadonlyMap<string, number>;
}

// Fields of the messages of onnx.proto that are read.
export const MODEL_GRAPH = 7;
const GRAPH_NODE = 1;
const NODE = { input: 1, output: 2, type: 4, attribute: 5, domain: 7 } as const;
const ATTRIBUTE = { name: 1, float: 2, int: 3, graph: 6, graphs: 11 } as const;

const STANDARD = new Set(['', 'ai.onnx']);
const DEEPEST = 32;

/**
 * The nodes of an ONNX file, in order; weights are passed over unread.
 * @throws RangeError where the bytes are no such file
 */
export function graphNodes(model: Uint8Array): readonly GraphNode[] {
  return bytesOf(model, MODEL_GRAPH).flatMap((graph) =>
    bytesOf(graph, GRAPH_NODE).map((node) => {
      // Of a field that stands there twice the last one counts.
      const type = texts(node, NODE.type).at(-1) ?? '';
      const domain = texts(node, NODE.domain).at(-1) ?? '';
      const attributes = bytesOf(node, NODE.attribute);
      return {
        type: STANDARD.has(domain) ? type : `${domain}.${type}`,
        inputs: texts(node, NODE.input),
        within: attributes.flatMap((attribute) => readWithin(attribute, 1)),
        outputs: texts(node, NODE.output),
        settings: new Map(attributes.map(setting)),
      };
    }),
  );
}

function readWithin(attribute: Uint8Array, depth: number): readonly string[] {
  if (depth > DEEPEST) throw new RangeError('its graphs lie too deep in one another');
  const graphs = [ATTRIBUTE.graph, ATTRIBUTE.graphs].flatMap((field) => bytesOf(attribute, field));
  return graphs
    .flatMap((graph) => bytesOf(graph, GRAPH_NODE))
    .flatMap((node) => [
      ...texts(node, NODE.input),
      ...bytesOf(node, NODE.attribute).flatMap((inner) => readWithin(inner, depth + 1)),
    ]);
}

function texts(message: Uint8Array, field: number): readonly string[] {
  return bytesOf(message, field).map((bytes) => Buffer.from(bytes).toString());
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
