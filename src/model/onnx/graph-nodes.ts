/** A node of a graph: what it computes, from which values, and what these are called. */
export interface GraphNode {
  readonly type: string;
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
}

// Fields of the messages of onnx.proto that are read.
const MODEL_GRAPH = 7;
const GRAPH_NODE = 1;
const NODE = { input: 1, output: 2, type: 4 } as const;

/**
 * The nodes of an ONNX file, in order; weights are passed over unread.
 * @throws RangeError where the bytes are no such file
 */
export function graphNodes(model: Uint8Array): readonly GraphNode[] {
  const nodes: GraphNode[] = [];
  for (const graph of fields(model, MODEL_GRAPH)) {
    for (const node of fields(graph, GRAPH_NODE)) {
      const texts = (field: number) =>
        Array.from(fields(node, field), (bytes) => Buffer.from(bytes).toString());
      const [type = ''] = texts(NODE.type);
      nodes.push({ type, inputs: texts(NODE.input), outputs: texts(NODE.output) });
    }
  }
  return nodes;
}

/** The contents of one field of a message, wherever it stands. Other fields may be of any kind. */
function* fields(message: Uint8Array, wanted: number): Generator<Uint8Array> {
  let at = 0;
  while (at < message.length) {
    const tag = varint();
    const kind = tag % 8;
    if (kind === 0) varint();
    else if (kind === 1) at += 8;
    else if (kind === 5) at += 4;
    else if (kind === 2) {
      const length = varint();
      if (Math.floor(tag / 8) === wanted) yield message.subarray(at, at + length);
      at += length;
    } else throw new RangeError('this is no ONNX file');
    if (at > message.length) throw new RangeError('this ONNX file is cut off');
  }

  /** Numbers of more than 53 bits are passed over only, and need not be exact. */
  function varint(): number {
    let value = 0;
    for (let weight = 1; ; weight *= 128) {
      const byte = message[at++];
      if (byte === undefined) throw new RangeError('this ONNX file is cut off');
      value += (byte % 128) * weight;
      if (byte < 128) return value;
    }
  }
}
