import { BUDGET } from '../search.ts';
import type { AuditReport } from './audit-report.ts';

/** Why it says little that nothing was found; undefined where the search was whole. */
export function whyLittle({ steps, method }: AuditReport['settings']): string | undefined {
  if (steps < BUDGET.steps) return `a search of fewer than ${BUDGET.steps} steps`;
  return method === 'queries' ? 'a search without gradients' : undefined;
}
