import type { Json, JsonObject } from './json.ts';
import { isObject } from './json.ts';

const PROSE = new Set([
  'description',
  'example',
  'examples',
  'title',
  'externalDocs',
  'deprecated',
  'discriminator',
]);
const REFERENCE = '#/components/schemas/';

/**
 * A schema of OpenAPI 3.0 as JSON Schema 2019-09 reads it: without prose, `nullable` said as a type, references
 * pointing into the document `github`. Each name referred to is told to `onReference`.
 */
export function plainSchema(raw: Json, onReference: (name: string) => void): Json {
  if (Array.isArray(raw)) return raw.map((item) => plainSchema(item, onReference));
  if (!isObject(raw)) return raw;
  const reference = raw.$ref;
  if (typeof reference === 'string') {
    const name = reference.slice(REFERENCE.length);
    onReference(name);
    return { $ref: `github#/schemas/${name}` };
  }
  const plain: Record<string, Json> = {};
  for (const [key, value] of Object.entries(raw)) {
    if (key === 'nullable' || key.startsWith('x-')) continue;
    if (PROSE.has(key)) continue;
    if (key === 'default' || key === 'enum' || key === 'required') plain[key] = value;
    else if (key === 'properties' && isObject(value)) plain[key] = eachOf(value, onReference);
    else plain[key] = plainSchema(value, onReference);
  }
  delete plain.default;
  return raw.nullable === true ? nullable(plain) : plain;
}

/** Of `properties` only the values are schemas: a property may well be called `description`. */
function eachOf(properties: JsonObject, onReference: (name: string) => void): JsonObject {
  return Object.fromEntries(
    Object.entries(properties).map(([name, schema]) => [name, plainSchema(schema, onReference)]),
  );
}

function nullable(schema: JsonObject): JsonObject {
  const { type, enum: values } = schema;
  if (typeof type !== 'string') return { anyOf: [{ type: 'null' }, schema] };
  const wider = { ...schema, type: [type, 'null'] };
  return Array.isArray(values) ? { ...wider, enum: [...values, null] } : wider;
}
