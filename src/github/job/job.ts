import { z } from 'zod';

const MOST_PULLS = 100;

const commitSchema = z.string().regex(/^(?:[0-9a-f]{40}|[0-9a-f]{64})$/);
const nameSchema = z.string().regex(/^[\w.-]{1,100}$/);
const pullSchema = z.int().positive();

/** Where a job belongs and who caused it. */
const common = {
  installation: z.int().positive(),
  owner: nameSchema,
  repo: nameSchema,
  /** Login of who caused it. Whether they may is for GitHub to say, not for this. */
  sender: z.string().min(1).max(100),
  /** X-GitHub-Delivery of the delivery that it came from, for the log. */
  delivery: z.string().min(1).max(100),
};

/** What may happen to a pull request so that it is reviewed. */
export const REVIEWED_ACTIONS = [
  'opened',
  'synchronize',
  'reopened',
  'ready_for_review',
  'edited',
  'labeled',
  'unlabeled',
] as const;
const REVIEW_REASONS = [...REVIEWED_ACTIONS, 'asked'] as const;

const reviewSchema = z.object({
  kind: z.literal('review'),
  ...common,
  pull: pullSchema,
  /** The head that was known when the job was made. The pull request may have moved on since. */
  head: commitSchema,
  reason: z.enum(REVIEW_REASONS),
  /** Somebody asked for it: review it although this very head has been reviewed, is paused, or is a draft. */
  force: z.boolean(),
  /** `updated_at` of the pull request when `head` was read, since deliveries overtake each other. */
  updatedAt: z.iso.datetime({ offset: true }),
});

const commandSchema = z.object({
  kind: z.literal('command'),
  ...common,
  pull: pullSchema,
  /** A comment on the pull request, or on lines of its diff. */
  on: z.enum(['conversation', 'diff']),
  comment: z.int().positive(),
  /** One line that starts with `/codepurify`, cut where it is very long. Hostile text. */
  text: z.string(),
});

/** What is known of the pull requests of a check run: forks have none listed, so our own mark counts too. */
const checked = {
  head: commitSchema,
  pulls: z.array(pullSchema).max(MOST_PULLS),
  /** `external_id` of the check run; empty for a whole suite. */
  externalId: z.string().max(255),
};

const buttonSchema = z.object({
  kind: z.literal('button'),
  ...common,
  ...checked,
  checkRun: z.int().positive(),
  identifier: z.string().min(1).max(20),
});

const recheckSchema = z.object({ kind: z.literal('recheck'), ...common, ...checked });

const mergeGroupSchema = z.object({
  kind: z.literal('merge-group'),
  ...common,
  head: commitSchema,
  base: commitSchema,
  ref: z.string().min(1).max(500),
});

const configurationSchema = z.object({
  kind: z.literal('configuration'),
  ...common,
  head: commitSchema,
  branch: z.string().min(1).max(500),
});

/** What is to be done. Kept in a database, so it is checked when it is read back. */
export const jobSchema = z.discriminatedUnion('kind', [
  reviewSchema,
  commandSchema,
  buttonSchema,
  recheckSchema,
  mergeGroupSchema,
  configurationSchema,
]);

export type Job = z.infer<typeof jobSchema>;
export type ReviewJob = z.infer<typeof reviewSchema>;
