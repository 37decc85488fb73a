import { z } from 'zod';
import { evidenceSchema } from './evidence.ts';

/** The JSON schema of an evaluation's JSON, as it is published: the text of schema/evidence.schema.json. */
export function publishedEvidenceSchema(): string {
  const schema = z.toJSONSchema(evidenceSchema, { target: 'draft-2020-12', reused: 'ref' });
  return `${JSON.stringify(schema, null, 2)}\n`;
}
