import type { GraphNode } from './graph-nodes.ts';
import { type GraphTensor, HALF, SINGLE } from './graph-tensors.ts';

export const ACTIVATIONS = ['Tanh', 'Relu', 'Sigmoid'] as const;
export type Activation = (typeof ACTIVATIONS)[number];

/** One layer of a head: what its input is multiplied with, what is added, and what the sum goes through. */
export interface HeadLayer {
  readonly weight: GraphTensor;
  /** The file holds it as inputs × outputs, and not the other way round. */
  readonly turned: boolean;
  readonly bias?: GraphTensor;
  readonly activation?: Activation;
}

/** Values go through these unchanged. */
const PLAIN = new Set(['Identity', 'Dropout', 'Cast']);

/**
 * The layers between what a classifier's head is given and its logits, the first one first, each with weights of its own
 * in this file: in single or half precision, as a `Gemm` or as product and sum, turned or not. Undefined where one is
 * anything else (of whole numbers, in another file, used elsewhere too), for then it cannot be changed here.
 */
export function headLayers(
  nodes: readonly GraphNode[],
  tensors: readonly GraphTensor[],
  { from, to }: { readonly from: string; readonly to: string },
): readonly HeadLayer[] | undefined {
  const makers = new Map(nodes.flatMap((node) => node.outputs.map((output) => [output, node] as const)));
  const uses = new Map<string, number>();
  for (const input of nodes.flatMap(({ inputs, within }) => [...inputs, ...within]))
    uses.set(input, (uses.get(input) ?? 0) + 1);
  const stored = new Map(tensors.map((tensor) => [tensor.name, tensor]));

  const layers: HeadLayer[] = [];
  let value = to;
  let activation: Activation | undefined;
  for (let steps = 0; steps < nodes.length && value !== from; steps++) {
    const maker = makers.get(value);
    if (maker === undefined) return undefined;
    const passed = ACTIVATIONS.find((name) => name === maker.type);
    if (passed !== undefined && activation === undefined && layers.length > 0) activation = passed;
    else if (!PLAIN.has(maker.type)) {
      const found = layer(maker);
      if (found === undefined) return undefined;
      layers.unshift({ ...found.layer, ...(activation && { activation }) });
      activation = undefined;
      value = found.input;
      continue;
    }
    value = maker.inputs[0] ?? '';
  }
  return value === from && layers.length > 0 && activation === undefined ? layers : undefined;

  function layer(node: GraphNode): { readonly layer: HeadLayer; readonly input: string } | undefined {
    if (node.type === 'Add') {
      const product = node.inputs.map((input) => makers.get(input)).find((maker) => maker?.type === 'MatMul');
      const other = node.inputs.find((input) => makers.get(input) !== product);
      const found = product && layer(product);
      const bias = other === undefined ? undefined : weightOf(other);
      return found && bias && bias.tensor.dims.length === 1
        ? { ...found, layer: { ...found.layer, bias: bias.tensor } }
        : undefined;
    }
    const { settings, inputs } = node;
    const [input = '', second = '', third] = inputs;
    const isGemm = node.type === 'Gemm';
    const plain =
      (settings?.get('alpha') ?? 1) === 1 && (settings?.get('beta') ?? 1) === 1 && !settings?.get('transA');
    if ((!isGemm && node.type !== 'MatMul') || !plain) return undefined;
    const weight = weightOf(second);
    if (weight?.tensor.dims.length !== 2) return undefined;
    const turned = weight.turned === (isGemm && settings?.get('transB') === 1);
    if (third === undefined) return { input, layer: { weight: weight.tensor, turned } };
    const bias = weightOf(third);
    if (bias?.tensor.dims.length !== 1) return undefined;
    return { input, layer: { weight: weight.tensor, turned, bias: bias.tensor } };
  }

  /** A weight, from behind conversions of it. */
  function weightOf(name: string): { readonly tensor: GraphTensor; readonly turned: boolean } | undefined {
    if (uses.get(name) !== 1) return undefined;
    const tensor = stored.get(name);
    if (tensor !== undefined) return isWhole(tensor) ? { tensor, turned: false } : undefined;
    const maker = makers.get(name);
    const behind =
      maker === undefined || maker.inputs.length !== 1 ? undefined : weightOf(maker.inputs[0] ?? '');
    if (behind === undefined || maker === undefined) return undefined;
    if (PLAIN.has(maker.type)) return behind;
    return maker.type === 'Transpose' && behind.tensor.dims.length === 2
      ? { ...behind, turned: !behind.turned }
      : undefined;
  }
}

function isWhole({ type, dims, bytes }: GraphTensor): boolean {
  const width = type === SINGLE ? 4 : type === HALF ? 2 : Number.NaN;
  return bytes.length === width * dims.reduce((product, dim) => product * dim, 1);
}
