import type { Language } from '../../code/language.ts';
import type { DefenseOptions } from '../../defense/options.ts';
import type { Sanitized } from '../../lab/sanitize/sanitized.ts';
import type { Card } from '../../model/card.ts';
import { identityOf } from '../../scan/identity-of.ts';
import { TOOL } from '../../scan/tool.ts';
import type { SanitizeReport } from './report.ts';

interface Asked extends Pick<SanitizeReport, 'input' | 'output' | 'sample'> {
  readonly card: Card;
  readonly language: Language;
  readonly options: DefenseOptions;
}

/** Smaller chances are written as this: no reader of JSON need know smaller numbers. */
const LEAST = 1e-300;

/** The report on what was found, by the lines of the file on which the rows stand. */
export function makeReport(found: Sanitized, lines: readonly number[], asked: Asked): SanitizeReport {
  const at = (rows: readonly number[]) => rows.map((row) => lines[row] ?? 0);
  const { rows, suspected, inspected, skipped, flagged, passes, poisoned } = found;
  const { card, language, options, ...paths } = asked;
  const { effort, statistic, kinds, falseAlarmRate, threshold } = options;
  return {
    schemaVersion: 1,
    tool: TOOL,
    victim: identityOf(card),
    ...paths,
    language,
    settings: {
      effort,
      statistic,
      kinds: [...kinds],
      falseAlarmRate,
      ...(threshold !== undefined && { threshold }),
    },
    coverage: { rows, suspected, inspected, skipped: { ...skipped }, flagged, passes },
    poisoned: poisoned.length,
    kept: rows - poisoned.length,
    triggers: found.triggers.map(({ rows: own, logP, wordings, ...trigger }) => ({
      ...trigger,
      wordings: [...wordings],
      lines: at(own),
      pValue: Math.max(LEAST, Math.exp(logP)),
    })),
    unconfirmed: found.unconfirmed.map(({ rows: own, ...rest }) => ({ ...rest, lines: at(own) })),
  };
}
