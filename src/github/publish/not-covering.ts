import { DISMISS } from '../../review/buttons.ts';
import { CHECK_LIMIT } from '../../review/within-limit.ts';
import type { Repository } from '../pull-request/repository.ts';
import { type CheckPlace, type Ending, isPassing, MOST_CHECKS, type OwnCheck } from './check.ts';
import { firstOpen, ofOthers } from './peers.ts';

/** Begins the summary of a check that does not pass for the sake of another: it holds up nobody in turn. */
const CARRIED = '<!-- codepurify:carried -->\n';

/** Whether a check fails for the sake of another pull request only. */
export function isCarried({ summary }: { readonly summary: string | null }): boolean {
  return summary?.startsWith(CARRIED) === true;
}

/**
 * An ending that hides no other. Checks belong to commits, and the newest of a name counts: a second pull request of the same
 * commit, to another branch, would else let the first one pass. `own` are all checks of ours at the commit, the newest first.
 */
export async function notCovering(
  repository: Repository,
  place: CheckPlace,
  own: readonly OwnCheck[],
  ending: Ending,
): Promise<Ending> {
  if (!isPassing(ending.conclusion)) return ending;
  const why = await whyNot();
  if (why === undefined) return ending;
  return {
    ...ending,
    conclusion: 'failure',
    title: `${ending.title}; ${why}`.slice(0, 255).toWellFormed(),
    summary:
      `${CARRIED}**${why}.** GitHub counts one check for a commit, so this one must not take the place of that.\n\n${ending.summary}`
        .slice(0, CHECK_LIMIT)
        .toWellFormed(),
    actions: ending.actions.includes(DISMISS) ? ending.actions : [DISMISS, ...ending.actions],
  };

  async function whyNot(): Promise<string | undefined> {
    // GitHub forgets what came before: that may have failed.
    if (own.length >= MOST_CHECKS) return `this commit has ${MOST_CHECKS} checks, and older ones are lost`;
    // A run that is on its way says nothing yet, so that the one before it counts.
    const completed = own.filter(({ status }) => status === 'completed');
    const newest = new Map(
      ofOthers(completed.toReversed(), place).map((run) => [run.external_id ?? '', run]),
    );
    const failing = [...newest].flatMap(([number, { conclusion, output }]) =>
      isPassing(conclusion) || isCarried(output) ? [] : [number],
    );
    const number = await firstOpen(repository, place.head, failing);
    return number === undefined ? undefined : `#${number} has the same commit and fails`;
  }
}
