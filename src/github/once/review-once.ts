import type { Review } from '../../review/review.ts';
import type { ScanProgress } from '../../scan/scan-options.ts';
import type { ScanResult } from '../../scan/scan-result.ts';
import type { Models } from '../models.ts';
import type { Ending } from '../publish/check.ts';
import { composeReview } from '../publish/compose-review.ts';
import { withConfigEdit, withWarnings } from '../publish/config-notes.ts';
import { endCheck, endUninspected } from '../publish/end-check.ts';
import { publishReview } from '../publish/publish-review.ts';
import { standingThreads } from '../publish/standing-threads.ts';
import { inspect } from '../pull-request/inspect.ts';
import { readPullRequest } from '../pull-request/pull-request.ts';
import type { Repository } from '../pull-request/repository.ts';
import { planReview } from '../work/plan-review.ts';
import type { Speaker } from './open-speaker.ts';

export interface OnceOptions {
  readonly models: Models;
  /** Writes nothing. */
  readonly dryRun: boolean;
  /** Somebody asked for it: neither a pause nor that it is a draft holds it up. */
  readonly asked: boolean;
  readonly onProgress?: (progress: ScanProgress) => void;
}

/** What came of a review. */
export type Once = Reviewed | { readonly kind: 'not inspected'; readonly ending: Ending };

export interface Reviewed {
  readonly kind: 'reviewed';
  readonly head: string;
  readonly scan: ScanResult;
  readonly review: Review;
  /** As the check run of the App ends. */
  readonly ending: Ending;
  /** What was done with it. `refused`: some of it we may not write. `moved`: it has another head or base by now. */
  readonly posted: 'all' | 'refused' | 'moved' | 'nothing';
}

/**
 * Reviews a pull request as the App does, once and from start to end.
 *
 * @throws UsageError and ModelError where nothing can be inspected
 */
export async function reviewOnce(
  repository: Repository,
  number: number,
  speaker: Speaker,
  { models, dryRun, asked, onProgress }: OnceOptions,
): Promise<Once> {
  const { bot } = speaker;
  const pull = await readPullRequest(repository, number);
  const installed = await models.list();
  const plan = await planReview(repository, pull, {
    bot,
    installed,
    kept: new Map(),
    asked,
    takesOrders: speaker.isApp,
  });
  if ('ending' in plan) {
    await check(plan.ending, plan.leftOut ? endUninspected : endCheck);
    return { kind: 'not inspected', ending: plan.ending };
  }
  const { config, warnings, edit, listed, base, comments } = plan;
  const inspected = await inspect(repository, listed, {
    config,
    base,
    installed,
    models,
    ...(onProgress && { onProgress }),
  });
  const standing = await standingThreads(repository, number, bot);
  const composed = await composeReview(inspected, pull.head, plan, standing);
  const told = (review: Review, posted: Reviewed['posted']): Reviewed => ({
    kind: 'reviewed',
    head: pull.head,
    scan: inspected.scan,
    review,
    ending: withConfigEdit(withWarnings(review.check, warnings), edit),
    posted,
  });
  if (dryRun || !pull.open) return told(composed.review, 'nothing');

  const published = await publishReview(repository, { pull, bot, comments }, composed);
  if (published.kind === 'moved') return told(composed.review, 'moved');
  const once = told(published.review, speaker.mayWrite() ? 'all' : 'refused');
  await check(once.ending);
  return once;

  async function check(ending: Ending, end = endCheck): Promise<void> {
    if (!speaker.isApp || dryRun) return;
    await end(repository, { head: pull.head, externalId: String(number), bot }, ending);
  }
}
