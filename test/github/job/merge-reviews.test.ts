import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { ReviewJob } from '../../../src/github/job/job.ts';
import { mergeReviews } from '../../../src/github/job/merge-reviews.ts';
import { supersedes } from '../../../src/github/job/supersedes.ts';

/** Heads as GitHub would send them: each with its own time. */
const review = fc.record({ state: fc.integer({ min: 0, max: 9 }), asked: fc.boolean() }).map(
  ({ state, asked }): ReviewJob => ({
    kind: 'review',
    installation: 1,
    owner: 'o',
    repo: 'r',
    sender: 's',
    delivery: 'd',
    pull: 1,
    head: String(state).repeat(40),
    reason: asked ? 'asked' : 'synchronize',
    force: asked,
    updatedAt: new Date(state * 1000).toISOString(),
  }),
);

test('whatever the order of the deliveries, the newest head is left', () => {
  fc.assert(
    fc.property(fc.array(review, { minLength: 1 }), ([first, ...rest]) => {
      if (first === undefined) return;
      const newest = [first, ...rest]
        .map(({ updatedAt }) => updatedAt)
        .sort()
        .at(-1);
      expect(rest.reduce(mergeReviews, first).updatedAt).toBe(newest);
    }),
  );
});

test('what was asked for is not lost to another delivery', () => {
  fc.assert(
    fc.property(review, review, (one, other) => {
      expect(mergeReviews(one, other).force).toBe(one.force || other.force);
    }),
  );
});

test('only a newer head stops what runs', () => {
  fc.assert(
    fc.property(review, review, (next, running) => {
      expect(supersedes(next, running)).toBe(next.updatedAt > running.updatedAt);
    }),
  );
});
