import type { ListedModel } from '../../model/list-models.ts';
import type { Models } from '../models.ts';
import { type Ending, finishCheck, plainEnding } from '../publish/check.ts';
import { composeReview } from '../publish/compose-review.ts';
import { withConfigEdit, withWarnings } from '../publish/config-notes.ts';
import { endRun } from '../publish/end-check.ts';
import { isCarried } from '../publish/not-covering.ts';
import { progressIn } from '../publish/progress.ts';
import { publishReview } from '../publish/publish-review.ts';
import { standingThreads } from '../publish/standing-threads.ts';
import { inspect } from '../pull-request/inspect.ts';
import type { PullRequest } from '../pull-request/pull-request.ts';
import type { Repository } from '../pull-request/repository.ts';
import type { WorkResult } from '../serve/work.ts';
import { cannotInspect, whyNot } from './cannot-inspect.ts';
import type { Plan } from './plan-review.ts';

interface Means {
  /** Our login. */
  readonly bot: string;
  readonly installed: readonly ListedModel[];
  readonly models: Models;
}

/**
 * What came of it; `newer` is the pull request as it stands by now, where it moved on and nothing was written. `carried`: its
 * check fails for the sake of another pull request only, and may pass another time.
 */
export type ReviewResult = WorkResult & { readonly newer?: PullRequest; readonly carried?: boolean };

/** Inspects a pull request by its plan, writes the review, and completes the check run. */
export async function inspectAndPublish(
  repository: Repository,
  pull: PullRequest,
  { plan, checkRun }: { readonly plan: Plan; readonly checkRun: number },
  { bot, installed, models }: Means,
): Promise<ReviewResult> {
  const { config, warnings, edit, listed, base, comments } = plan;
  const place = { head: pull.head, externalId: String(pull.number), bot };
  const finish = (ending: Ending) => endRun(repository, place, checkRun, withConfigEdit(ending, edit));
  const progress = progressIn(repository, checkRun);
  const onProgress = progress.tell;
  const settings = { config, base, installed, models, onProgress };
  const inspected = await inspect(repository, listed, settings).catch(whyNot).finally(progress.end);
  if ('why' in inspected) {
    await finish(cannotInspect(inspected.why, config.failOn));
    return { outcome: 'nothing', why: inspected.why };
  }

  const standing = await standingThreads(repository, pull.number, bot);
  const composed = await composeReview(inspected, pull.head, plan, standing);
  const published = await publishReview(repository, { pull, bot, comments }, composed);
  if (published.kind === 'moved') {
    const title = 'The pull request moved on';
    const words =
      'It has a newer commit or another base by now. What was found is not shown: it is inspected anew.';
    await finishCheck(repository, checkRun, plainEnding('cancelled', title, words));
    return { outcome: 'nothing', why: 'the pull request moved on', newer: published.to };
  }
  const { check } = published.review;
  const carried = isCarried(await finish(withWarnings(check, warnings)));
  const { inspected: count, skipped } = inspected.scan.coverage;
  return { outcome: 'done', findings: check.annotations.flat().length, inspected: count, skipped, carried };
}
