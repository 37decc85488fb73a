import type { Parsed } from '../../code/parsed.ts';

/** What may hold a brace before the body: array values of annotations, struct and enum types in a signature, a class around it. */
const NOT_A_BODY = new Set([
  'annotation_type_body',
  'array_initializer',
  'class_body',
  'element_value_array_initializer',
  'enum_body',
  'enumerator_list',
  'field_declaration_list',
  'initializer_list',
  'interface_body',
]);

/**
 * Offset just behind the opening brace of a function's body: the first brace that is a token of the tree, so none in a
 * comment, a string or a macro, and that opens statements. In a text with syntax errors, where the tree may have taken
 * the body for something else, the first brace token of any sort is the next best. Undefined where there is no body.
 */
export function bodyStart(fn: Parsed): number | undefined {
  let other: number | undefined;
  for (let node = 0; node < fn.count; node++) {
    if (typeOf(fn, node) !== '{' || fn.from[node] === fn.to[node]) continue;
    if (!NOT_A_BODY.has(typeOf(fn, fn.parent[node] ?? 0))) return fn.to[node];
    other ??= fn.to[node];
  }
  return fn.errors.length > 0 ? other : undefined;
}

function typeOf(fn: Parsed, node: number): string {
  return fn.grammar.types[fn.type[node] ?? 0] ?? '';
}
