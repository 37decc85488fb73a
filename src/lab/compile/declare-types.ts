import type { Parsed } from '../../code/parsed.ts';

/**
 * Lines of C that declare the types which a function uses and does not declare, as empty structs: without them gcc stops
 * at most declarations, and what it would have to say of the names is not heard.
 */
export function declareTypes(parsed: Parsed): string {
  const { grammar, text } = parsed;
  const above = (node: number) => grammar.types[parsed.type[parsed.parent[node] ?? 0] ?? 0] ?? '';
  const names = new Set<string>();
  for (let node = 0; node < parsed.count; node++) {
    if (grammar.types[parsed.type[node] ?? 0] !== 'type_identifier') continue;
    if (/^(struct|union|enum)_specifier$/.test(above(node))) continue;
    names.add(text.slice(parsed.from[node], parsed.to[node]));
  }
  const headers = ['stdarg', 'stdbool', 'stddef', 'stdint', 'stdio', 'stdlib', 'string'];
  return [
    ...headers.map((name) => `#include <${name}.h>`),
    ...Array.from(names, (name) => `typedef struct ${name} { int unknown; } ${name};`),
    '',
  ].join('\n');
}
