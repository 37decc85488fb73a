import { lineTable } from '../scan/line-table.ts';
import type { Finding } from './finding.ts';

/** Lines of a file, 1-based and inclusive. */
export interface Lines {
  readonly from: number;
  readonly to: number;
}

/** The lines of each place of the trigger, in order. */
export function triggerLines({ verdict, code, trigger }: Finding): readonly Lines[] {
  const { at } = lineTable(code);
  return trigger.map(([from, to]) => ({
    from: verdict.startLine + at(from).line,
    to: verdict.startLine + at(Math.max(from, to - 1)).line,
  }));
}
