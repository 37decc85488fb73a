import { writeFileSync } from 'node:fs';
import { publishedSanitizeSchema } from '../src/cli/sanitize/report.ts';

writeFileSync(new URL('../schema/sanitize.schema.json', import.meta.url), publishedSanitizeSchema());
