import type { Json } from './json.ts';
import { isObject } from './json.ts';

const COMPOSITIONS = ['oneOf', 'anyOf', 'allOf'];

/** The schema of a request with every object closed: a misspelt field is a fault that GitHub would pass over. */
export function closed(schema: Json, lookUp: (name: string) => Json): Json {
  return close(schema, lookUp, true);
}

function close(raw: Json, lookUp: (name: string) => Json, whole: boolean): Json {
  const schema = inlined(raw, lookUp);
  if (!isObject(schema)) return schema;
  const result: Record<string, Json> = { ...schema };
  const { properties, items } = schema;
  if (isObject(properties)) {
    result.properties = Object.fromEntries(
      Object.entries(properties).map(([name, inner]) => [name, close(inner, lookUp, true)]),
    );
  }
  if (items !== undefined) result.items = close(items, lookUp, true);
  for (const key of COMPOSITIONS) {
    const branches = schema[key];
    if (Array.isArray(branches)) result[key] = branches.map((branch) => close(branch, lookUp, false));
  }
  // What a branch lets through would count as known to the whole, hence only the whole is closed.
  if (schema.additionalProperties === true) delete result.additionalProperties;
  const open = result.additionalProperties === undefined;
  const holdsFields = isObject(properties) || COMPOSITIONS.some((key) => key in schema);
  if (whole && open && holdsFields) result.unevaluatedProperties = false;
  return result;
}

function inlined(schema: Json, lookUp: (name: string) => Json): Json {
  const reference = isObject(schema) ? schema.$ref : undefined;
  return typeof reference === 'string' ? lookUp(reference.split('/').at(-1) ?? '') : schema;
}
