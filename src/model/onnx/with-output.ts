// Fields of the messages of onnx.proto that are written.
const MODEL_GRAPH = 7;
const GRAPH_OUTPUT = 12;
const VALUE_NAME = 1;

/**
 * The ONNX file with one more output: a value that its graph computes already. A message of protobuf followed by
 * another is both of them merged, so a graph that holds the output alone is put behind the file.
 */
export function withOutput(model: Uint8Array, name: string): Uint8Array {
  const value = field(VALUE_NAME, Buffer.from(name));
  return Buffer.concat([model, field(MODEL_GRAPH, field(GRAPH_OUTPUT, value))]);
}

function field(number: number, content: Uint8Array): Uint8Array {
  return Buffer.concat([varint(number * 8 + 2), varint(content.length), content]);
}

function varint(value: number): Uint8Array {
  const bytes: number[] = [];
  let rest = value;
  for (; rest >= 128; rest = Math.floor(rest / 128)) bytes.push(128 + (rest % 128));
  return Uint8Array.of(...bytes, rest);
}
