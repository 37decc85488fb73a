import { writeFileSync } from 'node:fs';
import { publishedAuditSchema } from '../src/lab/audit/report/audit-report.ts';

writeFileSync(new URL('../schema/audit.schema.json', import.meta.url), publishedAuditSchema());
