import { stringify } from 'yaml';
import { z } from 'zod';
import { configSchema } from './config.ts';

/** What the JSON schema says of one key and of what it holds. */
export type SchemaNode = z.core.JSONSchema.BaseSchema;

/** The JSON schema of a configuration as it is written: every key may be absent. Of the draft that editors know best. */
export function configJsonSchema(): SchemaNode {
  return z.toJSONSchema(configSchema, { target: 'draft-7', io: 'input' });
}

/** The keys of a group, in the order of the schema, with what the schema says of each. */
export function keysOf({ properties = {} }: SchemaNode): readonly (readonly [string, SchemaNode])[] {
  return Object.entries(properties).flatMap(([key, node]) => (typeof node === 'object' ? [[key, node]] : []));
}

/** A default in one line of YAML. */
export function asYaml(value: unknown): string {
  return stringify(value, { collectionStyle: 'flow' }).trimEnd();
}
