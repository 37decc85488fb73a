import type { Ignored } from '../../review/ignore.ts';
import { span } from '../../scan/report/fenced.ts';
import { oneLine } from '../../scan/report/one-line.ts';
import type { ScanResult } from '../../scan/scan-result.ts';
import { ignoredBy } from '../publish/ignored-by.ts';
import { inspect } from '../pull-request/inspect.ts';
import type { PullRequest } from '../pull-request/pull-request.ts';
import { whyNot } from '../work/cannot-inspect.ts';
import { planReview } from '../work/plan-review.ts';
import type { Shared } from '../work/shared.ts';
import type { Thread } from './thread.ts';

/** A pull request as it was inspected for a command. */
export interface Inspected {
  readonly head: string;
  readonly scan: ScanResult;
  /** What is ignored, by whomever. */
  readonly ignored: Ignored;
}

/** Why a pull request cannot be inspected, as one sentence of Markdown. */
export interface NotInspected {
  readonly refusal: string;
}

/**
 * Inspects a pull request once more. The same commit gives the same findings, so nothing of an earlier review has to be
 * kept for that.
 */
export async function inspectNow(
  thread: Thread,
  pull: PullRequest,
  { models, kept }: Pick<Shared, 'models' | 'kept'>,
): Promise<Inspected | NotInspected> {
  const installed = await models.list();
  const settings = { bot: thread.bot, installed, kept, asked: true, takesOrders: true };
  const plan = await planReview(thread, pull, settings);
  if ('ending' in plan) return { refusal: plan.ending.summary };
  const found = await inspect(thread, plan.listed, { ...plan, installed, models }).catch(whyNot);
  if ('why' in found) return { refusal: `It cannot be inspected: ${span(oneLine(found.why, 400))}` };
  return {
    head: pull.head,
    scan: found.scan,
    ignored: await ignoredBy(found, plan.config, plan.orders),
  };
}
