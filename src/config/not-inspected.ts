import type { Config } from './config.ts';

/** What a configuration looks at in a pull request that it may leave out for good. */
export interface PullRequestTraits {
  readonly bot: boolean;
  readonly labels: readonly string[];
}

/** Why a pull request is not inspected, in one sentence without its full stop; undefined where it is. Labels are compared without case, as on GitHub. */
export function notInspected(
  { bots, labels: { only, skip } }: Pick<Config, 'bots' | 'labels'>,
  { bot, labels }: PullRequestTraits,
): string | undefined {
  const carried = new Set(labels.map((label) => label.toLowerCase()));
  const carries = (label: string) => carried.has(label.toLowerCase());
  if (bot && !bots) return 'a bot opened it';
  const skipped = skip.find(carries);
  if (skipped !== undefined) return `it carries the label ${skipped}`;
  if (only.length > 0 && !only.some(carries)) return `it carries none of the labels ${only.join(', ')}`;
  return undefined;
}
