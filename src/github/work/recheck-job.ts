import type { Job } from '../job/job.ts';
import { ownChecks } from '../publish/check.ts';
import { allPages } from '../pull-request/all-pages.ts';
import { readPullRequest } from '../pull-request/pull-request.ts';
import { type Repository, within } from '../pull-request/repository.ts';
import type { WorkContext, WorkResult } from '../serve/work.ts';
import { mergeGroupOf } from './merge-group-job.ts';

const MOST_PULLS = 20;

/** Asks for what a re-run of a check, or of all checks, of a commit means: new reviews, whatever was reviewed before. */
export async function recheckJob(
  job: Extract<Job, { kind: 'recheck' }>,
  context: WorkContext,
): Promise<WorkResult> {
  const { octokit, signal, bot, enqueue } = context;
  const { kind, pulls, externalId, head, ...common } = job;
  const repository: Repository = { octokit, owner: job.owner, repo: job.repo, signal };
  const ids = externalId === '' ? await idsAt() : [externalId];
  const groups = [...new Set(ids)].flatMap((id) => mergeGroupOf(id, head) ?? []);
  let asked = 0;
  for (const group of groups) {
    await enqueue({ ...common, kind: 'merge-group', ...group });
    asked += 1;
  }
  const numbers = new Set([...pulls, ...ids.flatMap((id) => (/^\d{1,9}$/.test(id) ? [Number(id)] : []))]);
  if (asked === 0 && numbers.size === 0) for (const number of await pullsWith()) numbers.add(number);
  for (const number of [...numbers].slice(0, MOST_PULLS)) {
    signal.throwIfAborted();
    const pull = await readPullRequest(repository, number);
    if (!pull.open || pull.head !== head) continue;
    const { updatedAt } = pull;
    await enqueue({ ...common, kind: 'review', pull: number, head, reason: 'asked', force: true, updatedAt });
    asked += 1;
  }
  return asked > 0 ? { outcome: 'done' } : { outcome: 'nothing', why: 'no open pull request has this head' };

  async function idsAt(): Promise<string[]> {
    const checks = await ownChecks(repository, { head, bot });
    return checks.map(({ external_id }) => external_id ?? '');
  }

  /** For a commit that never had a check of ours. Only open ones whose head it is are taken. */
  async function pullsWith(): Promise<number[]> {
    const pages = octokit.paginate.iterator(octokit.rest.repos.listPullRequestsAssociatedWithCommit, {
      ...within(repository),
      commit_sha: head,
      per_page: 100,
    });
    return (await allPages(pages, MOST_PULLS, signal)).map(({ number }) => number);
  }
}
