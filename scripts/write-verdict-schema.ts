import { writeFileSync } from 'node:fs';
import { publishedSchema } from '../src/scan/published-schema.ts';

writeFileSync(new URL('../schema/verdict.schema.json', import.meta.url), publishedSchema());
