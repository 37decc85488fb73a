import type { Repository } from './repository.ts';

export type CheckStatus = 'queued' | 'in_progress' | 'completed';
export type Conclusion =
  | 'success'
  | 'failure'
  | 'neutral'
  | 'cancelled'
  | 'skipped'
  | 'timed_out'
  | 'action_required'
  | 'stale';

export interface Annotation {
  readonly path: string;
  readonly start_line: number;
  readonly end_line: number;
  readonly start_column?: number | undefined;
  readonly end_column?: number | undefined;
  readonly annotation_level: 'notice' | 'warning' | 'failure';
  readonly message: string;
  readonly title?: string | undefined;
  readonly raw_details?: string | undefined;
}

/** A button on the check's page. */
export interface CheckAction {
  readonly label: string;
  readonly description: string;
  readonly identifier: string;
}

/** All that one App says of one commit. */
export interface CheckSuite {
  readonly id: number;
  readonly repository: Repository;
  readonly headSha: string;
  readonly headBranch: string | undefined;
  readonly createdAt: Date;
}

export interface CheckRun {
  readonly id: number;
  readonly suite: CheckSuite;
  readonly name: string;
  readonly annotations: Annotation[];
  status: CheckStatus;
  conclusion: Conclusion | undefined;
  detailsUrl: string | undefined;
  externalId: string | undefined;
  startedAt: Date | undefined;
  completedAt: Date | undefined;
  output: { title?: string | undefined; summary?: string | undefined; text?: string | undefined };
  actions: readonly CheckAction[];
}
