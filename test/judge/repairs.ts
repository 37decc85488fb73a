import type { Json } from './json.ts';

/** Answers that GitHub's description gets wrong, each as it is described right elsewhere in it. */
export const repairs: Readonly<Record<string, Json>> = {
  // An account is said to be a person and an enterprise at once.
  'get /app/installations 200': { type: 'array', items: { $ref: '#/components/schemas/installation' } },
};

/** Fields, by schema and path, that GitHub sends as null and does not describe so. */
export const nullableFields: readonly (readonly [schema: string, ...path: string[]])[] = [
  // Once the fork is deleted.
  ['pull-request', 'head', 'repo'],
  ['pull-request-simple', 'head', 'repo'],
  // Once the lines commented on have changed.
  ['pull-request-review-comment', 'line'],
  ['pull-request-review-comment', 'position'],
  ['review-comment', 'line'],
];
