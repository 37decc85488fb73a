import { CONFIG_FILE } from '../../config/config.ts';
import { notInspected } from '../../config/not-inspected.ts';
import { span } from '../../scan/report/fenced.ts';
import { oneLine } from '../../scan/report/one-line.ts';
import type { PullRequest } from '../pull-request/pull-request.ts';
import { readConfig } from '../pull-request/read-config.ts';
import type { Shared } from '../work/shared.ts';
import type { Thread } from './thread.ts';

/** Why nothing of a pull request is inspected although somebody asks for it, as Markdown; undefined where it is. */
export async function whyLeftOut(
  thread: Thread,
  pull: PullRequest,
  { models, kept }: Pick<Shared, 'models' | 'kept'>,
): Promise<string | undefined> {
  const read = await readConfig(thread, pull.base.ref, await models.list(), kept);
  const file = `\`${CONFIG_FILE}\` of the base branch`;
  if (!read.ok && read.problems.length === 0) {
    return 'Nothing is inspected: a victim is not audited as clean. The check says which.';
  }
  if (!read.ok) return `Nothing is inspected: ${file} is wrong. The check says where.`;
  const why = notInspected(read.config, pull);
  return (
    why && `Nothing is inspected: ${span(oneLine(why, 200))}, and ${file} leaves such pull requests out.`
  );
}
