import { CONFIG_FILE, type Config } from '../../config/config.ts';
import { notInspected } from '../../config/not-inspected.ts';
import type { Problem } from '../../config/problem.ts';
import type { ListedModel } from '../../model/list-models.ts';
import { buttons } from '../../review/buttons.ts';
import { span } from '../../scan/report/fenced.ts';
import { oneLine } from '../../scan/report/one-line.ts';
import { type Ending, plainEnding } from '../publish/check.ts';
import { withConfigEdit, wrongConfig } from '../publish/config-notes.ts';
import { type OwnComment, ownComments } from '../publish/issue-comments.ts';
import { type StandingOrders, standingOrders } from '../publish/standing-orders.ts';
import { type Listed, listPullFiles } from '../pull-request/listed-files.ts';
import type { PullRequest } from '../pull-request/pull-request.ts';
import { readConfig } from '../pull-request/read-config.ts';
import { type ConfigEdit, readConfigEdit } from '../pull-request/read-config-edit.ts';
import type { KeptTexts } from '../pull-request/read-text-file.ts';
import type { Repository } from '../pull-request/repository.ts';
import { heldUp } from './held-up.ts';

/** All that is known before the inspection of a pull request. */
export interface Plan {
  readonly config: Config;
  readonly warnings: readonly Problem[];
  readonly edit: ConfigEdit | undefined;
  readonly listed: Listed;
  /** The base branch, as git names it. */
  readonly base: string;
  readonly comments: readonly OwnComment[];
  readonly orders: StandingOrders;
  readonly takesOrders: boolean;
}

export interface PlanSettings {
  readonly bot: string;
  readonly installed: readonly ListedModel[];
  readonly kept: KeptTexts;
  /** Somebody asked for it: neither a pause nor that it is a draft holds it up. */
  readonly asked: boolean;
  /** Whether our comments hold orders. Only an App takes any; what speaks as a workflow shares its name with all others. */
  readonly takesOrders: boolean;
}

/** With what the check of a pull request ends that is not inspected. */
export interface NotPlanned {
  readonly ending: Ending;
  /** Whether it is left out or waits, so that there is nothing to say of the commit. */
  readonly leftOut: boolean;
  /** Where it is to be inspected later, the configuration: a review by it that was made already goes on to count. */
  readonly later?: Config;
}

/** What is needed to inspect a pull request, or that it is not to be inspected. */
export async function planReview(
  repository: Repository,
  pull: PullRequest,
  { bot, installed, kept, asked, takesOrders }: PlanSettings,
): Promise<Plan | NotPlanned> {
  const read = await readConfig(repository, pull.base.ref, installed, kept);
  const listed = await listPullFiles(repository, pull);
  const edit = await readConfigEdit(repository, pull.head, listed.files, installed, kept);
  if (!read.ok) {
    const ending = wrongConfig(read, edit, { alone: changesNoCode(listed), takesOrders });
    return { ending, leftOut: false };
  }
  const { config, warnings } = read;

  const why = notInspected(config, pull);
  if (why !== undefined) {
    const ending = { ...leftOut(why), actions: buttons({ placed: [] }) };
    return { ending: withConfigEdit(ending, edit), leftOut: true };
  }
  const comments = await ownComments(repository, pull.number, bot);
  const orders = standingOrders(takesOrders ? comments : []);
  const held = asked ? undefined : heldUp(config, pull, orders, takesOrders);
  if (held !== undefined) return { ending: withConfigEdit(held, edit), leftOut: true, later: config };
  return {
    config,
    warnings,
    edit,
    listed,
    base: `refs/heads/${pull.base.ref}`,
    comments,
    orders,
    takesOrders,
  };
}

/** Whether the configuration is all that a pull request changes, as far as it is known for sure. */
function changesNoCode({ files, missing, stale }: Listed): boolean {
  const alone = files.every(
    ({ filename, previous_filename = CONFIG_FILE }) =>
      filename === CONFIG_FILE && previous_filename === CONFIG_FILE,
  );
  return alone && missing === 0 && !stale;
}

/** With what the check ends of what the configuration leaves out for good. */
export function leftOut(why: string): Ending {
  const words = `Nothing was inspected: ${span(oneLine(why, 200))}. \`${CONFIG_FILE}\` of the base branch wants it so, and it passes.`;
  return plainEnding('skipped', oneLine(`Not inspected: ${why}`, 200), words);
}
