import { z } from 'zod';
import { verdictSchema } from './verdict.ts';

/** The JSON schema of the verdict JSON, as it is published: the text of schema/verdict.schema.json. */
export function publishedSchema(): string {
  const schema = z.toJSONSchema(verdictSchema, { target: 'draft-2020-12' });
  return `${JSON.stringify(schema, null, 2)}\n`;
}
