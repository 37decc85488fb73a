import { loadGrammar } from '../../load-grammar.ts';
import { ignoresInCode } from '../../review/ignores-in-code.ts';
import { type Review, review } from '../../review/review.ts';
import type { Reviewed, ReviewSettings } from '../../review/reviewed.ts';
import type { Inspected } from '../pull-request/inspect.ts';
import type { StandingOrders } from './standing-orders.ts';
import type { StandingThread } from './standing-threads.ts';

/** A review beside what it was made of, so that it can be made again where GitHub does not take all of it. */
export interface Composed {
  readonly reviewed: Omit<Reviewed, 'standing'> & { readonly standing: readonly StandingThread[] };
  readonly settings: ReviewSettings;
  readonly review: Review;
}

/** The review of what was inspected. A person's order counts more than a comment in the code. */
export async function composeReview(
  { scan, files }: Inspected,
  head: string,
  { ignored }: StandingOrders,
  standing: readonly StandingThread[],
  settings: ReviewSettings,
): Promise<Composed> {
  const inCode = await ignoresInCode(scan, files, loadGrammar);
  const reviewed = { scan, files, head, standing, ignored: new Map([...inCode, ...ignored]) };
  return { reviewed, settings, review: review(reviewed, settings) };
}
