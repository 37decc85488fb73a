import type { Config } from '../../config/config.ts';
import type { ReviewJob } from '../job/job.ts';
import { startCheck } from '../publish/check.ts';
import { endCheck, endUninspected } from '../publish/end-check.ts';
import { type PullRequest, readPullRequest } from '../pull-request/pull-request.ts';
import type { Repository } from '../pull-request/repository.ts';
import type { WorkContext, WorkResult } from '../serve/work.ts';
import { inspectAndPublish } from './inspect-and-publish.ts';
import { orGiveUp } from './or-give-up.ts';
import { planReview } from './plan-review.ts';
import { reviewKey } from './review-key.ts';
import type { Shared } from './shared.ts';

const REVIEWED: WorkResult = { outcome: 'nothing', why: 'this head has been reviewed' };

/** Reviews a pull request at its present head, whichever head the job was made for. */
export async function reviewJob(job: ReviewJob, context: WorkContext, shared: Shared): Promise<WorkResult> {
  const { octokit, signal, bot, finished } = context;
  const repository: Repository = { octokit, owner: job.owner, repo: job.repo, signal };
  const pull = await readPullRequest(repository, job.pull);
  if (!pull.open) return { outcome: 'nothing', why: 'the pull request is closed' };
  if (isBehind(pull, job)) {
    throw new Error('GitHub shows an older state of the pull request than it told of.');
  }
  const installed = await shared.models.list();
  const settings = { bot, installed, kept: shared.kept, asked: job.force, takesOrders: true };
  const plan = await planReview(repository, pull, settings);
  const place = { head: pull.head, externalId: String(pull.number), bot };
  const reviewed = (config: Config) => reviewKey(job, pull, config, installed);
  if ('ending' in plan) {
    // Else who opened it could hide what was found: as a draft for a while it would get a check that passes.
    if (plan.later && (await finished.has(reviewed(plan.later)))) return REVIEWED;
    await finished.drop(job);
    await (plan.leftOut ? endUninspected : endCheck)(repository, place, plan.ending);
    return { outcome: 'nothing', why: plan.ending.title };
  }
  if (plan.listed.stale && context.attempt < context.attempts) {
    throw new Error('GitHub lists the files of another commit than the head.');
  }
  const key = reviewed(plan.config);
  if (!job.force && (await finished.has(key))) return REVIEWED;
  await finished.drop(job);

  const checkRun = await startCheck(repository, place);
  const means = { bot, installed, models: shared.models };
  return orGiveUp(repository, { run: checkRun, of: 'pull request', place }, context, async () => {
    const { newer, carried, ...result } = await inspectAndPublish(
      repository,
      pull,
      { plan, checkRun },
      means,
    );
    // Its own delivery may have been lost.
    if (newer) await context.enqueue({ ...job, head: newer.head, updatedAt: newer.updatedAt });
    if (result.outcome === 'done' && !carried) await finished.add(key);
    return result;
  });
}

/** An answer of GitHub may be older than its delivery. */
function isBehind(pull: PullRequest, { head, updatedAt }: ReviewJob): boolean {
  return pull.head !== head && Date.parse(pull.updatedAt) < Date.parse(updatedAt);
}
