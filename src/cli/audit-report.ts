import { isAbsolute, join, relative, sep } from 'node:path';
import type { AuditReport } from '../lab/audit/report/audit-report.ts';
import { page } from '../lab/audit/report/html/page.ts';
import { sarif } from '../lab/audit/report/sarif.ts';
import { terminal } from '../lab/audit/report/terminal.ts';
import { CARD_FILE } from '../model/read-card.ts';
import { jsonText } from '../scan/report/json-text.ts';
import { screen } from './screen.ts';

export const AUDIT_FORMATS = ['terminal', 'json', 'sarif', 'html'] as const;

interface Wish {
  readonly format: (typeof AUDIT_FORMATS)[number];
  readonly output?: string;
}

/** The report of an audit in the format that is asked for; `folder` is the victim's. */
export function auditReport(report: AuditReport, { format, output }: Wish, folder: string): string {
  switch (format) {
    case 'json':
      return jsonText(report);
    case 'sarif':
      return sarif(report, below(process.cwd(), join(folder, CARD_FILE)));
    case 'html':
      return page(report);
    case 'terminal':
      return terminal(report, output === undefined ? screen() : { width: 100, colour: false });
  }
}

/** A path as it is seen from a folder above it; undefined where it lies elsewhere. */
function below(above: string, path: string): string | undefined {
  const way = relative(above, path);
  return isAbsolute(way) || way.startsWith('..') ? undefined : way.split(sep).join('/');
}
