import { CONFIG_FILE } from '../../config/config.ts';
import type { Job } from '../job/job.ts';
import { newConfig } from '../publish/config-notes.ts';
import { endCheck } from '../publish/end-check.ts';
import { checkedConfig, organisationConfig } from '../pull-request/read-config.ts';
import { editOf } from '../pull-request/read-config-edit.ts';
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
    const files = [...(await organisationConfig(repository, kept)), { file: CONFIG_FILE, found: text }];
    const edit = editOf(checkedConfig(files, await models.list()));
    await endCheck(repository, { head, externalId: 'configuration', bot }, newConfig(edit));
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
