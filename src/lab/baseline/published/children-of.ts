import type { Parsed } from '../../../code/parsed.ts';

/** The nodes directly in a node, in order. */
export function* childrenOf(parsed: Parsed, node: number): Generator<number> {
  const end = parsed.end[node] ?? 0;
  for (let child = node + 1; child < end; child = parsed.end[child] ?? end) yield child;
}
