import type { Language } from './language.ts';
import type { Parsed } from './parsed.ts';

/** What may hold a brace before the body: values and patterns in a signature, types with members, a class around it. */
const NOT_A_BODY = new Set([
  'accessor_list',
  'annotation_type_body',
  'array_initializer',
  'class_body',
  'declaration_list',
  'element_value_array_initializer',
  'enum_body',
  'enumerator_list',
  'field_declaration_list',
  'field_initializer_list',
  'initializer_expression',
  'initializer_list',
  'interface_body',
  'interface_type',
  'literal_value',
  'object',
  'object_pattern',
  'object_type',
  'struct_pattern',
]);

/** A body is no matter of braces there. */
const WITHOUT_BRACES: readonly Language[] = ['python', 'ruby'];

/**
 * Offset just behind the opening brace of a function's body: the first brace that is a token of the tree, so none in a
 * comment, a string or a macro, and that opens statements. In a text with syntax errors, where the tree may have taken
 * the body for something else, the first brace token of any sort is the next best. Undefined where there is no body, and in
 * Python and Ruby.
 */
export function bodyStart(fn: Parsed): number | undefined {
  if (WITHOUT_BRACES.includes(fn.grammar.language)) return undefined;
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
