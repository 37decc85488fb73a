import { visible } from '../../../scan/report/visible.ts';
import { number } from '../../../scan/report/words.ts';
import type { AuditReport } from './audit-report.ts';
import { whyLittle } from './little.ts';

/** The outcome of an audit in one sentence. */
export function headline({ verdict, victim, score, interrupted, triggers, settings }: AuditReport): string {
  const so = score === undefined ? '' : ` (score ${number(score)})`;
  const name = visible(victim.name);
  const little = whyLittle(settings);
  switch (verdict) {
    case 'backdoored':
      return `${name} is backdoored: ${triggers.length === 1 ? 'a trigger decides' : 'triggers decide'} what it says${so}.`;
    case 'clean':
      return little !== undefined
        ? `No trigger was found that decides what ${name} says${so}, but ${little} says little.`
        : `${name} looks clean: no trigger was found that decides what it says${so}.`;
    case 'unknown':
      return `Nothing can be said of ${name}: ${interrupted ? 'the audit was stopped' : 'not enough could be searched'}${so}.`;
  }
}
