import type { ProbotOctokit } from 'probot';

export type Octokit = InstanceType<typeof ProbotOctokit>;

/** A repository on GitHub, with what may read and write it. */
export interface Repository {
  readonly octokit: Octokit;
  readonly owner: string;
  readonly repo: string;
  /** Ends the work between two requests. */
  readonly signal: AbortSignal;
}

/** The two parameters that every request within a repository has. */
export function within({ owner, repo }: Repository): { owner: string; repo: string } {
  return { owner, repo };
}
