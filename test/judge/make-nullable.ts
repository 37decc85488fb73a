import type { Json, JsonObject } from './json.ts';
import { isObject } from './json.ts';

/** The schema with one property, found through nested `properties`, that may also be null. */
export function makeNullable(schema: Json, path: readonly string[]): Json {
  const [name, ...rest] = path;
  if (name === undefined) return { anyOf: [{ type: 'null' }, schema] };
  const whole = isObject(schema) ? schema : {};
  const properties: JsonObject = isObject(whole.properties) ? whole.properties : {};
  const property = properties[name];
  if (property === undefined) throw new Error(`There is no property ${name}.`);
  return { ...whole, properties: { ...properties, [name]: makeNullable(property, rest) } };
}
