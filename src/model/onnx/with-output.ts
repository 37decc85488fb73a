import { MODEL_GRAPH } from './graph-nodes.ts';
import { message, written } from './protobuf.ts';

// Fields of the messages of onnx.proto that are written.
const GRAPH_OUTPUT = 12;
const VALUE_NAME = 1;

/**
 * The ONNX file with one more output: a value that its graph computes already. A message of protobuf followed by
 * another is both of them merged, so a graph that holds the output alone is put behind the file.
 */
export function withOutput(model: Uint8Array, name: string): Uint8Array {
  const value = written([message(VALUE_NAME, Buffer.from(name))]);
  const graph = written([message(GRAPH_OUTPUT, value)]);
  return Buffer.concat([model, written([message(MODEL_GRAPH, graph)])]);
}
