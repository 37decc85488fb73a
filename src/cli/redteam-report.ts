import { page } from '../lab/redteam/report/html/page.ts';
import { markdown } from '../lab/redteam/report/markdown.ts';
import type { RedTeamReport } from '../lab/redteam/report/red-team-report.ts';
import { terminal } from '../lab/redteam/report/terminal.ts';
import { jsonText } from '../scan/report/json-text.ts';
import { screen } from './screen.ts';

export const REPORT_FORMATS = ['terminal', 'json', 'markdown', 'html'] as const;
export type ReportFormat = (typeof REPORT_FORMATS)[number];

interface Wish {
  readonly format: ReportFormat;
  readonly output?: string;
}

/** The report of a red team in the format that is asked for. */
export function redTeamReport(report: RedTeamReport, { format, output }: Wish): string {
  switch (format) {
    case 'json':
      return jsonText(report);
    case 'markdown':
      return markdown(report);
    case 'html':
      return page(report);
    case 'terminal':
      return terminal(report, output === undefined ? screen() : { width: 100, colour: false });
  }
}
