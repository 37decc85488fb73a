import type { Finished, Review, ReviewedPull } from '../../../src/github/queue/finished.ts';

/** What the database remembers, without one. */
export function finishedInMemory(): Finished {
  const all = new Map<string, Set<string>>();
  const pull = ({ installation, owner, repo, pull }: ReviewedPull) =>
    [installation, owner, repo, pull].join(' ').toLowerCase();
  const how = ({ head, config, model }: Review) => [head, config, model].join(' ');
  return {
    has: async (review) => all.get(pull(review))?.has(how(review)) === true,
    add: async (review) => void all.set(pull(review), (all.get(pull(review)) ?? new Set()).add(how(review))),
    drop: async (which) => void all.delete(pull(which)),
  };
}
