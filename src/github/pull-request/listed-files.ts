import { allPages } from './all-pages.ts';
import type { PullRequest } from './pull-request.ts';
import { type Octokit, type Repository, within } from './repository.ts';

/** GitHub lists no more files of a pull request, and fewer of a comparison. */
const MOST_OF_A_PULL = 3_000;
const MOST_OF_A_COMPARISON = 300;

export type ListedFile = Awaited<ReturnType<Octokit['rest']['pulls']['listFiles']>>['data'][number];

/** The changed files as far as GitHub lists them, between two commits. */
export interface Listed {
  readonly files: readonly ListedFile[];
  /** Changed files that it does not list; undefined where it does not tell how many, but some may be missing. */
  readonly missing: number | undefined;
  readonly head: string;
  /** The commit that the changes are counted from: not the tip of the base branch. */
  mergeBase(): Promise<string>;
}

/** The files of a pull request. */
export async function listPullFiles(repository: Repository, pull: PullRequest): Promise<Listed> {
  const { octokit, signal } = repository;
  const pages = octokit.paginate.iterator(octokit.rest.pulls.listFiles, {
    ...within(repository),
    pull_number: pull.number,
    per_page: 100,
  });
  const files = await allPages(pages, MOST_OF_A_PULL, signal);
  return {
    files,
    missing: Math.max(0, pull.changedFiles - files.length),
    head: pull.head,
    mergeBase: async () => (await compared(repository, pull.base.sha, pull.head)).merge_base_commit.sha,
  };
}

/** The files that differ between two commits, as for a merge queue. */
export async function listBetween(repository: Repository, base: string, head: string): Promise<Listed> {
  const { files = [], merge_base_commit } = await compared(repository, base, head);
  return {
    files,
    missing: files.length < MOST_OF_A_COMPARISON ? 0 : undefined,
    head,
    mergeBase: async () => merge_base_commit.sha,
  };
}

async function compared(repository: Repository, base: string, head: string) {
  const { data } = await repository.octokit.rest.repos.compareCommitsWithBasehead({
    ...within(repository),
    basehead: `${base}...${head}`,
    per_page: 1,
  });
  return data;
}
