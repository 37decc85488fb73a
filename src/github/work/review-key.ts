import { createHash } from 'node:crypto';
import type { Config } from '../../config/config.ts';
import type { ListedModel } from '../../model/list-models.ts';
import { inShort, standingOf } from '../../model/standing.ts';
import { identityOf } from '../../scan/identity-of.ts';
import type { PullRequest } from '../pull-request/pull-request.ts';
import type { Review, ReviewedPull } from '../queue/finished.ts';

/** A review as it is remembered: the same head before another base, under another configuration or with other models is another one. */
export function reviewKey(
  { installation, owner, repo, pull }: ReviewedPull,
  { head, base }: Pick<PullRequest, 'head' | 'base'>,
  config: Config,
  installed: readonly ListedModel[],
): Review {
  const named = config.victims && new Set(config.victims.map(({ name }) => name));
  const models = installed.flatMap((model) =>
    'card' in model && (named?.has(model.name) ?? true)
      ? [{ ...identityOf(model.card), standing: inShort(standingOf(model.card)) }]
      : [],
  );
  return { installation, owner, repo, pull, head, config: hash([base.ref, config]), model: hash(models) };
}

function hash(value: unknown): string {
  return createHash('sha256').update(JSON.stringify(value)).digest('hex');
}
