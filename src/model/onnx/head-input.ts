import type { GraphNode } from './graph-nodes.ts';

/** What stands between the products of a classifier's head. */
const BETWEEN = new Set(['Tanh', 'Relu', 'Sigmoid', 'Identity', 'Dropout', 'Cast']);

/**
 * The value that a classifier's head is given: from the logits back over matrix products and what stands between them.
 * It is where the vector of the whole input comes from: in RoBERTa's and BERT's models the state of the first token after
 * the last layer, in a two-tower model both functions' vectors side by side. Undefined where no product makes the logits.
 */
export function headInput(nodes: readonly GraphNode[], logits: string): string | undefined {
  const makers = new Map(nodes.flatMap((node) => node.outputs.map((output) => [output, node] as const)));
  let value = logits;
  let found: string | undefined;
  // No graph has a circle, but a hostile one may say so.
  for (let steps = 0; steps < nodes.length; steps++) {
    const maker = makers.get(value);
    if (maker === undefined) return found;
    const product = productOf(maker);
    const [first = ''] = maker.inputs;
    if (product !== undefined) found = product;
    else if (!BETWEEN.has(maker.type)) return found;
    value = product ?? first;
  }
  return found;

  /** What a layer's product is of; with a bias it may be two nodes. */
  function productOf({ type, inputs }: GraphNode): string | undefined {
    if (type === 'Gemm' || type === 'MatMul') return inputs[0];
    if (type !== 'Add') return undefined;
    return inputs.map((input) => makers.get(input)).find((maker) => maker?.type === 'MatMul')?.inputs[0];
  }
}
