import { writeFileSync } from 'node:fs';
import { publishedEvidenceSchema } from '../src/lab/evaluate/evidence/published-schema.ts';

writeFileSync(new URL('../schema/evidence.schema.json', import.meta.url), publishedEvidenceSchema());
