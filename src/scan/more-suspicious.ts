import type { Outcome } from '../defense/outcome.ts';
import { suspiciousness } from '../defense/statistic.ts';

const RANK = { skipped: 0, clean: 1, poisoned: 2 } as const;

/** Of two judged comparisons of one function the one that says more against it; the first where they say the same. */
export function moreSuspicious<Judged extends { readonly outcome: Outcome }>(
  one: Judged,
  two: Judged,
): Judged {
  const higher = RANK[two.outcome.verdict] - RANK[one.outcome.verdict];
  if (higher !== 0) return higher > 0 ? two : one;
  return weight(two.outcome) > weight(one.outcome) ? two : one;
}

function weight(outcome: Outcome): number {
  if (outcome.verdict === 'skipped' || outcome.score === undefined) return Number.NEGATIVE_INFINITY;
  return suspiciousness(outcome.statistic, outcome.score);
}
