import type { Parsed } from '../../code/parsed.ts';

/**
 * Lines of C that define the macros in the heads of functions, as `HELPER` in `void HELPER(load)(int address)`: without them
 * gcc cannot read the head, and takes every parameter for undeclared.
 */
export function defineHeads(parsed: Parsed): string {
  const { grammar, text } = parsed;
  const isCalled = (node: number) => grammar.types[parsed.type[node] ?? 0] === 'function_declarator';
  const heads = new Set<string>();
  for (let node = 0; node < parsed.count; node++) {
    if (!isCalled(node) || !isCalled(parsed.parent[node] ?? 0)) continue;
    const name = /^\w+/.exec(text.slice(parsed.from[node], parsed.to[node]));
    if (name !== null) heads.add(name[0]);
  }
  return Array.from(heads, (name) => `#define ${name}(...) ${name}\n`).join('');
}
