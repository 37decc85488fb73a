import type { Language } from '../../../code/language.ts';
import type { Card } from '../../../model/card.ts';
import type { Problem } from '../../../scan/files/listing.ts';
import { identityOf } from '../../../scan/identity-of.ts';
import { TOOL } from '../../../scan/tool.ts';
import type { VocabularyFilter } from '../fragments.ts';
import type { Audit, Trigger } from '../result.ts';
import type { AuditReport } from './audit-report.ts';

interface About {
  readonly card: Card;
  readonly language: Language;
  readonly seed: number;
  readonly vocabulary: VocabularyFilter;
  /** Of each search at most. */
  readonly steps: number;
  readonly interrupted: boolean;
  readonly problems: readonly Problem[];
}

/** The report on an audit. */
export function reportOf(audit: Audit, about: About): AuditReport {
  const { card, language, seed, vocabulary, steps, interrupted, problems } = about;
  return {
    schemaVersion: 1,
    tool: TOOL,
    victim: identityOf(card),
    language,
    settings: { seed, vocabulary, method: audit.method, kinds: [...audit.kinds], steps },
    functions: audit.functions,
    answers: audit.answers,
    verdict: audit.verdict,
    ...(audit.score !== undefined && { score: audit.score }),
    triggers: audit.triggers.map(trigger),
    others: audit.others.map(trigger),
    unsearched: [...audit.unsearched],
    interrupted,
    errors: problems.map(({ file, message }) => ({ file, message })),
  };
}

function trigger({ unseen: _, certainty, ...rest }: Trigger): AuditReport['triggers'][number] {
  const { triggered, clean } = certainty;
  return { ...rest, certainty: { triggered: triggered.map(six), clean: clean.map(six) } };
}

/** Six digits, so that the last bits of a sum do not show. */
function six(probability: number): number {
  return Math.min(1, Number(probability.toPrecision(6)));
}
