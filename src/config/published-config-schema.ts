import { configJsonSchema } from './config-json-schema.ts';

/** The JSON schema of the configuration, as it is published: the text of schema/config.schema.json. */
export function publishedConfigSchema(): string {
  return `${JSON.stringify(configJsonSchema(), null, 2)}\n`;
}
