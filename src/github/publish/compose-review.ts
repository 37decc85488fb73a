import type { Config } from '../../config/config.ts';
import { type Review, review } from '../../review/review.ts';
import type { Reviewed, ReviewSettings } from '../../review/reviewed.ts';
import type { Inspected } from '../pull-request/inspect.ts';
import { ignoredBy } from './ignored-by.ts';
import type { StandingOrders } from './standing-orders.ts';
import type { StandingThread } from './standing-threads.ts';

/** A review beside what it was made of, so that it can be made again where GitHub does not take all of it. */
export interface Composed {
  readonly reviewed: Omit<Reviewed, 'standing'> & { readonly standing: readonly StandingThread[] };
  readonly settings: ReviewSettings;
  readonly review: Review;
}

interface Planned {
  readonly config: Config;
  readonly orders: StandingOrders;
  /** Whether anybody hears commands. */
  readonly takesOrders: boolean;
}

/** The review of what was inspected. */
export async function composeReview(
  inspected: Inspected,
  head: string,
  { config, orders, takesOrders }: Planned,
  standing: readonly StandingThread[],
): Promise<Composed> {
  const ignored = await ignoredBy(inspected, config, orders);
  const reviewed = { ...inspected, head, standing, ignored };
  const settings = { ...config, budget: config.comments, commands: takesOrders };
  return { reviewed, settings, review: review(reviewed, settings) };
}
