import { DISMISS } from '../../review/buttons.ts';
import { CHECK_LIMIT } from '../../review/within-limit.ts';
import type { Repository } from '../pull-request/repository.ts';
import { type CheckPlace, type Ending, ownChecks } from './check.ts';

const PASSING: readonly string[] = ['success', 'neutral', 'skipped'] satisfies Ending['conclusion'][];

/** Begins the summary of a check that does not pass for the sake of another: it holds up nobody in turn. */
const CARRIED = '<!-- codepurify:carried -->\n';

/**
 * An ending that hides no other. Checks belong to commits, and the newest of a name counts: a second pull request of the same
 * commit, to another branch or as a draft, would else let the first one pass.
 */
export async function notCovering(
  repository: Repository,
  place: CheckPlace,
  ending: Ending,
): Promise<Ending> {
  if (!PASSING.includes(ending.conclusion)) return ending;
  const own = await ownChecks(repository, place);
  const newest = new Map(own.toReversed().map((check) => [check.external_id ?? '', check]));
  for (const [id, { status, conclusion, output }] of newest) {
    if (!/^\d{1,9}$/.test(id) || id === place.externalId || output.summary?.startsWith(CARRIED)) continue;
    const runs = status !== 'completed';
    const fails = conclusion === 'failure' || conclusion === 'action_required';
    if (!runs && !fails) continue;
    const words = `#${id} has the same commit and ${runs ? 'is being inspected' : 'fails'}`;
    return {
      ...ending,
      conclusion: runs ? 'action_required' : 'failure',
      title: `${ending.title}; ${words}`.slice(0, 255).toWellFormed(),
      summary:
        `${CARRIED}**${words}.** GitHub counts one check for a commit, so this one must not take the place of that.\n\n${ending.summary}`
          .slice(0, CHECK_LIMIT)
          .toWellFormed(),
      actions: ending.actions.includes(DISMISS) ? ending.actions : [DISMISS, ...ending.actions],
    };
  }
  return ending;
}
