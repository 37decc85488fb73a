import { CONFIG_FILE } from '../../config/config.ts';
import type { Job } from '../job/job.ts';
import { plainEnding } from '../publish/check.ts';
import { withConfigEdit } from '../publish/config-notes.ts';
import { endCheck } from '../publish/end-check.ts';
import { checkedConfig } from '../pull-request/read-config.ts';
import { readTextFile } from '../pull-request/read-text-file.ts';
import { type Repository, within } from '../pull-request/repository.ts';
import type { WorkContext, WorkResult } from '../serve/work.ts';
import type { Shared } from './shared.ts';

/** Open pull requests that a new configuration is applied to, the last changed first. */
const MOST_PULLS = 30;

/** Checks a configuration that came to the default branch, and has the open pull requests reviewed with it. */
export async function configurationJob(
  job: Extract<Job, { kind: 'configuration' }>,
  { octokit, signal, bot, enqueue }: WorkContext,
  { models, kept }: Shared,
): Promise<WorkResult> {
  const { kind, head, branch, ...common } = job;
  const { owner, repo } = job;
  const repository: Repository = { octokit, owner, repo, signal };
  const text = await readTextFile(octokit, { owner, repo, path: CONFIG_FILE, ref: head }, kept);
  if (text !== undefined) {
    const parsed = checkedConfig(text, CONFIG_FILE, await models.list());
    const { ok, warnings } = parsed;
    const summary = ok ? 'It is in force from now on.' : 'Nothing is inspected until it is mended.';
    const title = ok ? 'The configuration can be used' : 'The configuration';
    const ending = withConfigEdit(plainEnding('success', title, summary), {
      ok,
      problems: parsed.ok ? [] : parsed.problems,
      warnings,
    });
    await endCheck(repository, { head, externalId: 'configuration', bot }, ending);
  }
  const { data } = await octokit.rest.pulls.list({
    ...within(repository),
    state: 'open',
    base: branch,
    sort: 'updated',
    direction: 'desc',
    per_page: MOST_PULLS,
  });
  for (const { number, head, updated_at: updatedAt } of data) {
    signal.throwIfAborted();
    await enqueue({
      ...common,
      kind: 'review',
      pull: number,
      head: head.sha,
      reason: 'synchronize',
      force: false,
      updatedAt,
    });
  }
  return { outcome: 'done' };
}
