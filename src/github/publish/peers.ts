import { readPullRequest } from '../pull-request/pull-request.ts';
import type { Repository } from '../pull-request/repository.ts';
import type { CheckPlace } from './check.ts';
import { statusOf } from './status-of.ts';

/** Pull requests of one commit that are asked for; beyond, it counts as one that stands. */
const MOST_ASKED = 20;

/** Of the runs of ours at a commit, those of other pull requests. */
export function ofOthers<T extends { readonly external_id: string | null }>(
  runs: readonly T[],
  { externalId }: Pick<CheckPlace, 'externalId'>,
): T[] {
  return runs.filter(({ external_id: id }) => id !== externalId && /^\d{1,9}$/.test(id ?? ''));
}

/**
 * The first of these pull requests that is open and has the commit as its head, by its number. Each is asked for itself: the
 * pull requests that GitHub names for a commit lack those of forks.
 */
export async function firstOpen(
  repository: Repository,
  head: string,
  numbers: Iterable<string>,
): Promise<string | undefined> {
  for (const [at, number] of [...new Set(numbers)].entries()) {
    if (at >= MOST_ASKED || (await isOpenAt(repository, Number(number), head))) return number;
    repository.signal.throwIfAborted();
  }
  return undefined;
}

async function isOpenAt(repository: Repository, number: number, head: string): Promise<boolean> {
  try {
    const pull = await readPullRequest(repository, number);
    return pull.open && pull.head === head;
  } catch (error) {
    if (statusOf(error) === 404) return false;
    throw error;
  }
}
