import { setTimeout } from 'node:timers/promises';
import { allPages } from './all-pages.ts';
import type { PullRequest } from './pull-request.ts';
import { type Octokit, type Repository, within } from './repository.ts';

/** GitHub lists no more files of a pull request, and fewer of a comparison. */
const MOST_OF_A_PULL = 3_000;
const MOST_OF_A_COMPARISON = 300;
/** Milliseconds before a second look where GitHub is late. */
const PAUSE = 2_000;

export type ListedFile = Awaited<ReturnType<Octokit['rest']['pulls']['listFiles']>>['data'][number];

/** The changed files as far as GitHub lists them, between two commits. */
export interface Listed {
  readonly files: readonly ListedFile[];
  /** Changed files that it does not list; undefined where it does not tell how many, but some may be missing. */
  readonly missing: number | undefined;
  /** They are those of another head, as when pushes cross. */
  readonly stale: boolean;
  readonly head: string;
  /** The commit that the changes are counted from: not the tip of the base branch. */
  mergeBase(): Promise<string>;
}

/** The files of a pull request. */
export async function listPullFiles(repository: Repository, pull: PullRequest): Promise<Listed> {
  const { octokit, signal } = repository;
  const list = () => {
    const pages = octokit.paginate.iterator(octokit.rest.pulls.listFiles, {
      ...within(repository),
      pull_number: pull.number,
      per_page: 100,
    });
    return allPages(pages, MOST_OF_A_PULL, signal);
  };
  let files = await list();
  if (isStale(files, pull.head)) {
    await setTimeout(PAUSE, undefined, { signal });
    files = await list();
  }
  return {
    files,
    missing: Math.max(0, pull.changedFiles - files.length),
    stale: isStale(files, pull.head),
    head: pull.head,
    mergeBase: async () => (await compared(repository, pull.base.sha, pull.head)).merge_base_commit.sha,
  };
}

/**
 * Whether a file that is there is listed at another commit. GitHub lists those of whatever head it knows, late or early,
 * and names none but in its addresses.
 */
function isStale(files: readonly ListedFile[], head: string): boolean {
  return files.some(({ status, contents_url }) => {
    const ref = status === 'removed' ? undefined : URL.parse(contents_url)?.searchParams.get('ref');
    return ref != null && ref !== head;
  });
}

/** The files that differ between two commits, as for a merge queue. */
export async function listBetween(repository: Repository, base: string, head: string): Promise<Listed> {
  const { files = [], merge_base_commit } = await compared(repository, base, head);
  return {
    files,
    missing: files.length < MOST_OF_A_COMPARISON ? 0 : undefined,
    stale: false,
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
