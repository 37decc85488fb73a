import { exitCode } from '../../scan/exit-code.ts';
import type { Once } from './review-once.ts';

/** Of a review that ran: 0 it may pass · 1 findings, and the check fails · 2 a configuration is wrong · 3 incomplete. */
export function exitCodeOf(once: Once): 0 | 1 | 2 | 3 | 130 {
  const wrong = once.ending.conclusion === 'failure' ? 2 : 0;
  if (once.kind === 'not inspected') return wrong;
  if (once.review.check.conclusion === 'failure') return 1;
  if (wrong !== 0) return wrong;
  return once.posted === 'moved' ? 3 : exitCode({ ...once.scan, functions: [] });
}
