import { z } from 'zod';

/** What is read of GitHub's payloads. They hold much more. */

export const origin = z.object({
  installation: z.object({ id: z.int() }),
  repository: z.object({
    name: z.string(),
    owner: z.object({ login: z.string() }),
    default_branch: z.string(),
  }),
  sender: z.object({ login: z.string(), type: z.string() }),
});

const acted = origin.extend({ action: z.string() });

export const comment = z.object({
  id: z.int(),
  body: z.string(),
  user: z.object({ type: z.string() }).nullable(),
});

export const pullRequest = acted.extend({
  /** Of an edit: what was changed. */
  changes: z.object({ base: z.object({}).optional() }).optional(),
  pull_request: z.object({
    number: z.int(),
    updated_at: z.string(),
    head: z.object({ sha: z.string() }),
  }),
});

export const issueComment = acted.extend({
  issue: z.object({ number: z.int(), pull_request: z.object({}).optional() }),
  comment,
});

export const reviewComment = acted.extend({ pull_request: z.object({ number: z.int() }), comment });

const pulls = z.array(z.object({ number: z.int() })).default([]);

export const checkRun = acted.extend({
  check_run: z.object({
    id: z.int(),
    head_sha: z.string(),
    external_id: z.string().nullish(),
    pull_requests: pulls,
  }),
  requested_action: z.object({ identifier: z.string() }).nullish(),
});

export const checkSuite = acted.extend({
  check_suite: z.object({ head_sha: z.string(), pull_requests: pulls }),
});

export const mergeGroup = acted.extend({
  /** GitHub's own description lets it be absent, and nobody is asked who it was: the queue must not wait for nothing. */
  sender: origin.shape.sender.default({ login: 'github-merge-queue[bot]', type: 'Bot' }),
  merge_group: z.object({ head_sha: z.string(), base_sha: z.string(), head_ref: z.string() }),
});

const paths = z.array(z.string()).default([]);

export const push = origin.extend({
  ref: z.string(),
  after: z.string(),
  deleted: z.boolean(),
  commits: z.array(z.object({ added: paths, modified: paths, removed: paths })).default([]),
});

export const installation = z.object({ action: z.string(), installation: z.object({ id: z.int() }) });

export const installationRepositories = installation.extend({
  repositories_removed: z.array(z.object({ full_name: z.string() })),
});
