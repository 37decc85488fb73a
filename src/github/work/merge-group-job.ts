import type { Config } from '../../config/config.ts';
import { notInspected } from '../../config/not-inspected.ts';
import type { ListedModel } from '../../model/list-models.ts';
import { review } from '../../review/review.ts';
import type { Job } from '../job/job.ts';
import { type Ending, newestCheck, plainEnding, startCheck } from '../publish/check.ts';
import { wrongConfig } from '../publish/config-notes.ts';
import { endRun } from '../publish/end-check.ts';
import { ignoredBy } from '../publish/ignored-by.ts';
import { ownComments } from '../publish/issue-comments.ts';
import { standingOrders } from '../publish/standing-orders.ts';
import { inspect } from '../pull-request/inspect.ts';
import { listBetween } from '../pull-request/listed-files.ts';
import { readPullRequest } from '../pull-request/pull-request.ts';
import { readConfig } from '../pull-request/read-config.ts';
import type { Repository } from '../pull-request/repository.ts';
import type { WorkContext, WorkResult } from '../serve/work.ts';
import { cannotInspect, whyNot } from './cannot-inspect.ts';
import { orGiveUp } from './or-give-up.ts';
import { leftOut } from './plan-review.ts';
import { reviewKey } from './review-key.ts';
import type { Shared } from './shared.ts';

type Installed = readonly ListedModel[];
type Decided = WorkResult & { readonly ending: Ending };

export type MergeGroupJob = Extract<Job, { kind: 'merge-group' }>;

/** `refs/heads/gh-readonly-queue/BRANCH/pr-NUMBER-COMMIT`: the pull request that a group adds to what stands before it. */
const QUEUED = /\/pr-(\d{1,9})-[0-9a-f]{40,64}$/;

/** How the check of a merge group is found again: its base and its pull request. */
const EXTERNAL_ID = /^merge:([0-9a-f]{40,64}):(\d{0,9})$/;

/** The job that a re-run of a merge group's check asks for; undefined where it was no such check. */
export function mergeGroupOf(
  externalId: string,
  head: string,
): Pick<MergeGroupJob, 'head' | 'base' | 'ref'> | undefined {
  const [, base, number] = EXTERNAL_ID.exec(externalId) ?? [];
  return base === undefined ? undefined : { head, base, ref: `/pr-${number}-${head}` };
}

/**
 * Gives a merge queue the check that it waits for: what the review of the pull request came to, or, where there is none, a
 * fresh inspection of what the group changes. Nothing is written to the pull request.
 */
export async function mergeGroupJob(
  { installation, owner, repo, head, base, ref }: MergeGroupJob,
  context: WorkContext,
  shared: Shared,
): Promise<WorkResult> {
  const { octokit, signal, bot, finished } = context;
  const repository: Repository = { octokit, owner, repo, signal };
  const number = Number(QUEUED.exec(ref)?.[1] ?? 0);
  const place = { head, externalId: `merge:${base}:${number || ''}`, bot };
  const checkRun = await startCheck(repository, place);
  return orGiveUp(repository, { run: checkRun, of: 'merge group', place }, context, async () => {
    const { ending, ...result } = await decided();
    await endRun(repository, place, checkRun, ending);
    return result;
  });

  async function decided(): Promise<Decided> {
    const installed = await shared.models.list();
    const read = await readConfig(repository, base, installed, shared.kept);
    if (!read.ok) {
      return { outcome: 'done', ending: wrongConfig(read, undefined, { alone: false, takesOrders: true }) };
    }
    const known = number > 0 ? await reviewedEnding(read.config, installed) : undefined;
    return known === undefined ? inspected(read.config, installed) : { outcome: 'done', ending: known };
  }

  /** Only what was found with the configuration that the group's base has: the pull request may have been a draft, or aimed elsewhere. */
  async function reviewedEnding(config: Config, installed: Installed): Promise<Ending | undefined> {
    const pull = await readPullRequest(repository, number);
    const why = notInspected(config, pull);
    if (why !== undefined) return leftOut(why);
    const key = reviewKey({ installation, owner, repo, pull: number }, pull, config, installed);
    if (!(await finished.has(key))) return undefined;
    const check = await newestCheck(repository, { head: pull.head, externalId: String(number), bot });
    const conclusion = CARRIED.find((each) => each === check?.conclusion);
    if (check === undefined || conclusion === undefined) return undefined;
    const summary = `As [the check of #${number}](${check.html_url}) at ${pull.head.slice(0, 12)}.`;
    return plainEnding(conclusion, check.output.title ?? conclusion, summary);
  }

  async function inspected(config: Config, installed: Installed): Promise<Decided> {
    const found = await inspect(repository, await listBetween(repository, base, head), {
      config,
      base,
      installed,
      models: shared.models,
    }).catch(whyNot);
    const { failOn } = config;
    if ('why' in found) {
      return { outcome: 'nothing', why: found.why, ending: cannotInspect(found.why, failOn) };
    }
    const orders = standingOrders(number > 0 ? await ownComments(repository, number, bot) : []);
    const ignored = await ignoredBy(found, config, orders);
    const settings = { ...config, budget: 0, suggestions: false, commands: true };
    const { check } = review({ ...found, head, standing: [], ignored }, settings);
    const { inspected, skipped } = found.scan.coverage;
    const findings = check.annotations.flat().length;
    // No branch is there that a button could commit to.
    return { outcome: 'done', findings, inspected, skipped, ending: { ...check, actions: [] } };
  }
}

const CARRIED = ['success', 'neutral', 'failure'] as const;
