import { writeFileSync } from 'node:fs';
import { publishedConfigSchema } from '../src/config/published-config-schema.ts';
import { referencePage } from '../src/config/reference-page.ts';

writeFileSync(new URL('../schema/config.schema.json', import.meta.url), publishedConfigSchema());
writeFileSync(new URL('../docs/configuration.md', import.meta.url), referencePage());
