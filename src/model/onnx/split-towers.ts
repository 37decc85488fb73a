import { createHash } from 'node:crypto';
import { type GraphNode, graphNodes, MODEL_GRAPH } from './graph-nodes.ts';
import { BYTES, bytesOf, fieldsOf, message, VARINT, written } from './protobuf.ts';

/** A two-tower model in two parts. */
export interface Towers {
  /** ONNX file: from `input_ids` and `attention_mask` of one function to its vector. */
  readonly tower: Uint8Array;
  /** ONNX file: from the vectors of both functions to the logits. */
  readonly head: Uint8Array;
  /** What the vectors are called, of the first function and of the second; the tower's output is called as the first. */
  readonly vectors: readonly [string, string];
}

// Fields of the messages of onnx.proto that are read or written.
const MODEL = { version: 1, operatorSets: 8, function: 25 } as const;
const GRAPH = { node: 1, name: 2, initializer: 5, input: 11, output: 12, declared: 13, sparse: 15 } as const;
const NODE_ATTRIBUTE = 5;
const NAME = { value: 1, tensor: 8 } as const;
/** The type of a value that is a tensor of single precision, whatever its shape. */
const SINGLE_TENSOR = Uint8Array.of(0x12, 4, 0x0a, 2, 0x08, 1);

const INPUTS = new Map([
  ['input_ids', { side: 1, as: 'ids' }],
  ['attention_mask', { side: 1, as: 'mask' }],
  ['input_ids_pair', { side: 2, as: 'ids' }],
  ['attention_mask_pair', { side: 2, as: 'mask' }],
]);
const BOTH = 3;

/**
 * Standard operators whose outputs follow from their inputs and settings alone, without graphs of their own. Drawn numbers
 * are not among them: one draw that both towers read would become two.
 */
const DETERMINISTIC = new Set(
  `Abs Add And ArgMax ArgMin Cast CastLike Ceil Clip Concat Constant ConstantOfShape Cos CumSum DequantizeLinear Div
  DynamicQuantizeLinear Einsum Elu Equal Erf Exp Expand Flatten Floor Gather GatherElements GatherND Gelu Gemm Greater
  GreaterOrEqual Identity IsNaN LayerNormalization LeakyRelu Less LessOrEqual Log LogSoftmax MatMul MatMulInteger Max Mean
  Min Mod Mul Neg Not Or Pow QuantizeLinear RMSNormalization Range Reciprocal ReduceL1 ReduceL2 ReduceMax ReduceMean
  ReduceMin ReduceProd ReduceSum ReduceSumSquare Relu Reshape Round Shape Sigmoid Sign Sin Slice Softmax Softplus Split
  Sqrt Squeeze Sub Swish Tanh Tile Transpose Trilu Unsqueeze Where Xor`.split(/\s+/),
);
const NONE = new Uint8Array(0);

/** Weights up to so many bytes are told by what they hold: exporters write a small constant more than once. */
const SMALL = 64;

/** What is known of a value: the functions that it depends on (bits 1 and 2), and what it is computed by. */
interface Value {
  readonly side: number;
  readonly as: string;
}

/**
 * The parts of a model that puts each of two functions through the same layers, and only then compares them: a vector of one
 * function serves all questions about it. Undefined where that is not how the logits come about, or where it cannot be told.
 *
 * The towers are the same if every value on the way to their vectors is: computed by the same operators, with the same
 * settings, from the same weights. Token ids and attention mask of a function have one shape, and only one row is ever asked
 * about at a time, so that the number of rows belongs to neither function, whichever of them it is read from.
 *
 * The runtime believes what a file declares of the shapes between its nodes, even where that is wrong; what is declared
 * of one tower would hold of neither part, or of both. Such a file is asked as it is.
 *
 * @throws RangeError where the bytes are no ONNX file
 */
export function splitTowers(model: Uint8Array, logits: string): Towers | undefined {
  const [graph, more] = bytesOf(model, MODEL_GRAPH);
  if (graph === undefined || more !== undefined) return undefined;
  const nodes = graphNodes(model);
  if (!isPlain(model, graph, nodes)) return undefined;
  const values = valuesOf(nodes, graph);
  if (values === undefined) return undefined;
  const makers = new Map(nodes.flatMap((node, at) => node.outputs.map((output) => [output, at] as const)));
  makers.delete('');

  const compared = closure([logits], (name) => values.get(name)?.side !== BOTH);
  const first = [...compared.ends].filter((name) => values.get(name)?.side === 1);
  const second = [...compared.ends].filter((name) => values.get(name)?.side === 2);
  const [one, two] = [first[0], second[0]];
  if (one === undefined || two === undefined || first.length + second.length > 2) return undefined;
  if (values.get(one)?.as !== values.get(two)?.as) return undefined;

  const tower = closure([one]);
  const head = closure([logits], (name) => name === one || name === two);
  const isOf = (side: number) => (name: string) => INPUTS.get(name)?.side === side;
  if ([...tower.ends].some(isOf(2)) || [...head.ends].some((name) => INPUTS.has(name))) return undefined;
  const inputs = bytesOf(graph, GRAPH.input).filter((input) => isOf(1)(textOf(input, NAME.value)));
  return {
    tower: part(tower, inputs, [single(one)]),
    head: part(
      head,
      [single(one), single(two)],
      bytesOf(graph, GRAPH.output).filter((output) => textOf(output, NAME.value) === logits),
    ),
    vectors: [one, two],
  };

  /** The nodes that the values are computed by, as far back as the ends. */
  function closure(from: readonly string[], isEnd: (name: string) => boolean = () => false) {
    const kept = new Set<number>();
    const ends = new Set<string>();
    const open = [...from];
    for (let name = open.pop(); name !== undefined; name = open.pop()) {
      const maker = makers.get(name);
      if (maker === undefined || isEnd(name)) {
        ends.add(name);
        continue;
      }
      if (kept.has(maker)) continue;
      kept.add(maker);
      for (const read of readBy(nodes[maker])) open.push(read);
    }
    return { kept, ends };
  }

  function part(
    { kept, ends }: ReturnType<typeof closure>,
    inputs: readonly Uint8Array[],
    outputs: readonly Uint8Array[],
  ): Uint8Array {
    let at = 0;
    const own = Array.from(fieldsOf(graph ?? NONE)).filter(({ number, kind, bytes }) => {
      if (kind !== BYTES) return false;
      if (number === GRAPH.node) return kept.has(at++);
      return number === GRAPH.initializer ? ends.has(textOf(bytes, NAME.tensor)) : number === GRAPH.name;
    });
    const sides = [
      ...inputs.map((input) => message(GRAPH.input, input)),
      ...outputs.map((output) => message(GRAPH.output, output)),
    ];
    const others = Array.from(fieldsOf(model)).filter(
      ({ number }) => number === MODEL.version || number === MODEL.operatorSets,
    );
    return written([...others, message(MODEL_GRAPH, written([...own, ...sides]))]);
  }
}

/** Whether nothing is in the file but deterministic operators, weights, and the inputs that belong to a pair, once each. */
function isPlain(model: Uint8Array, graph: Uint8Array, nodes: readonly GraphNode[]): boolean {
  // A function of the file's own may be called as an operator is.
  if (bytesOf(model, MODEL.function).length > 0) return false;
  if (bytesOf(graph, GRAPH.sparse).length + bytesOf(graph, GRAPH.declared).length > 0) return false;
  const inputs = bytesOf(graph, GRAPH.input).map((input) => textOf(input, NAME.value));
  if (inputs.length !== INPUTS.size || new Set(inputs).size < inputs.length) return false;
  return inputs.every((name) => INPUTS.has(name)) && nodes.every(({ type }) => DETERMINISTIC.has(type));
}

/** What each value of the graph is computed by. Undefined where one is read before it is computed, or there are two of a name. */
function valuesOf(nodes: readonly GraphNode[], graph: Uint8Array): ReadonlyMap<string, Value> | undefined {
  const messages = bytesOf(graph, GRAPH.node);
  const weights = bytesOf(graph, GRAPH.initializer).map(weightOf);
  const computed = new Set(nodes.flatMap(({ outputs }) => outputs.filter((output) => output !== '')));
  const named = nodes.reduce((sum, { outputs }) => sum + outputs.filter((output) => output !== '').length, 0);
  const known = new Map(weights);
  if (computed.size < named || known.size < weights.length) return undefined;
  if ([...known.keys(), ...INPUTS.keys()].some((name) => computed.has(name))) return undefined;
  // A weight of an input's name would stand in for it.
  if ([...INPUTS.keys()].some((name) => known.has(name))) return undefined;
  const values = new Map([...known, ...INPUTS]);
  for (const [index, node] of nodes.entries()) {
    if (readBy(node).some((name) => computed.has(name) && !values.has(name))) return undefined;
    const read = readBy(node).map((name) => values.get(name) ?? { side: 0, as: name });
    const settings = bytesOf(messages[index] ?? NONE, NODE_ATTRIBUTE).map((each) =>
      createHash('sha256').update(each).digest('base64'),
    );
    const isShape = node.type === 'Shape' && node.inputs.every((name) => INPUTS.has(name));
    const as = digest([node.type, settings.sort(), isShape ? 'input' : read.map((value) => value.as)]);
    const side = isShape && isNumberOfRows(node) ? 0 : read.reduce((sides, value) => sides | value.side, 0);
    for (const [at, output] of node.outputs.entries()) {
      if (output !== '') values.set(output, { side, as: `${as} ${at}` });
    }
  }
  return values;
}

/** Equal of two weights where all is that the file says of them, names aside; of large ones where the names are. */
function weightOf(tensor: Uint8Array): readonly [name: string, Value] {
  const name = textOf(tensor, NAME.tensor);
  const fields = Array.from(fieldsOf(tensor)).filter(({ number }) => number !== NAME.tensor);
  const size = fields.reduce((sum, { bytes }) => sum + bytes.length, fields.length);
  const isExact = fields.every(({ kind, value }) => kind !== VARINT || Number.isSafeInteger(value));
  const content = () => fields.map(({ number, kind, value, bytes }) => [number, kind, value, [...bytes]]);
  return [name, { side: 0, as: digest(size <= SMALL && isExact ? content() : name) }];
}

function isNumberOfRows({ settings }: GraphNode): boolean {
  return settings?.get('end') === 1 && (settings.get('start') ?? 0) === 0;
}

function readBy(node: GraphNode | undefined): readonly string[] {
  return node === undefined ? [] : [...node.inputs, ...node.within];
}

function digest(what: unknown): string {
  return createHash('sha256').update(JSON.stringify(what)).digest('base64');
}

function textOf(message: Uint8Array, field: number): string {
  return Buffer.from(bytesOf(message, field).at(-1) ?? NONE).toString();
}

function single(name: string): Uint8Array {
  return Buffer.concat([written([message(NAME.value, Buffer.from(name))]), SINGLE_TENSOR]);
}
