import { z } from 'zod';
import { redTeamReportSchema } from './red-team-report.ts';

/** The JSON schema of a red team's JSON, as it is published: the text of schema/redteam.schema.json. */
export function publishedRedTeamSchema(): string {
  const schema = z.toJSONSchema(redTeamReportSchema, { target: 'draft-2020-12', reused: 'ref' });
  return `${JSON.stringify(schema, null, 2)}\n`;
}
