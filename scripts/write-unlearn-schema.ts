import { writeFileSync } from 'node:fs';
import { publishedUnlearnSchema } from '../src/lab/unlearn/report/unlearn-report.ts';

writeFileSync(new URL('../schema/unlearn.schema.json', import.meta.url), publishedUnlearnSchema());
