import type { Once } from './review-once.ts';

/** Of a review that ran: 0 it may pass · 1 findings, and the check fails · 2 a configuration is wrong · 3 something is left open. */
export function exitCodeOf(once: Once): 0 | 1 | 2 | 3 {
  const fails = once.ending.conclusion === 'failure';
  if (once.kind === 'not inspected') {
    return fails ? 2 : once.ending.conclusion === 'action_required' ? 3 : 0;
  }
  const { check, open } = once.review;
  if (check.conclusion === 'failure' && check.annotations.length > 0) return 1;
  if (fails && check.conclusion !== 'failure') return 2;
  return open || once.posted === 'moved' ? 3 : 0;
}
