import type { Json } from './json.ts';

/** Answers that GitHub's description gets wrong, each as it is described right elsewhere in it. */
export const repairs: Readonly<Record<string, Json>> = {
  // An account is said to be a person and an enterprise at once.
  'get /app/installations 200': { type: 'array', items: { $ref: '#/components/schemas/installation' } },
};
