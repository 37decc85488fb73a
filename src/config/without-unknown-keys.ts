import { configSchema } from './config.ts';
import { configJsonSchema, type SchemaNode } from './config-json-schema.ts';
import { meant } from './issue-message.ts';
import type { KeyPath } from './yaml-document.ts';

export interface UnknownKey {
  readonly path: KeyPath;
  readonly message: string;
}

/** A value without the keys that no configuration has, and these keys; only the `most` first are explained. */
export function withoutUnknownKeys(
  value: unknown,
  most: number,
): { readonly known: unknown; readonly unknown: readonly UnknownKey[]; readonly more: number } {
  const parsed = configSchema.safeParse(value);
  const paths = (parsed.error?.issues ?? []).flatMap((issue) =>
    issue.code === 'unrecognized_keys' ? issue.keys.map((key) => [...issue.path, key]) : [],
  );
  if (paths.length === 0) return { known: value, unknown: [], more: 0 };
  const known: unknown = structuredClone(value);
  for (const path of paths) {
    const holder = path.slice(0, -1).reduce<unknown>(inside, known);
    if (holder instanceof Object) Reflect.deleteProperty(holder, path.at(-1) ?? '');
  }
  const unknown = paths.slice(0, most).map((path) => ({
    path,
    message: `there is no such key, so it does nothing${keysInstead(path, configJsonSchema())}`,
  }));
  return { known, unknown, more: paths.length - unknown.length };
}

/** What stands under a key, by own properties only. */
export function inside(value: unknown, key: PropertyKey): unknown {
  return value instanceof Object && Object.hasOwn(value, key) ? Reflect.get(value, key) : undefined;
}

/** `(did you mean …?)`, or which keys there are where this one is not; empty where the schema names none. */
export function keysInstead(path: KeyPath, schema: SchemaNode): string {
  const siblings = knownKeys(path.slice(0, -1), schema);
  if (siblings.length === 0) return '';
  return meant(path.at(-1), siblings) || ` (there are ${siblings.join(', ')})`;
}

function knownKeys(path: KeyPath, whole: SchemaNode): readonly string[] {
  const schema = path.reduce<unknown>(
    (at, key) => (typeof key === 'number' ? inside(at, 'items') : inside(inside(at, 'properties'), key)),
    whole,
  );
  const names = inside(inside(schema, 'propertyNames'), 'enum');
  return Array.isArray(names) ? names.map(String) : Object.keys(Object(inside(schema, 'properties')));
}
