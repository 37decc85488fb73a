import { writeFileSync } from 'node:fs';
import { publishedRedTeamSchema } from '../src/lab/redteam/report/published-schema.ts';

writeFileSync(new URL('../schema/redteam.schema.json', import.meta.url), publishedRedTeamSchema());
