import { buttons } from '../../review/buttons.ts';
import { type CheckPlace, finishCheck, plainEnding } from '../publish/check.ts';
import { endRun } from '../publish/end-check.ts';
import { type Repository, within } from '../pull-request/repository.ts';
import { Stopped } from '../serve/stopped.ts';
import type { WorkContext } from '../serve/work.ts';
import { whyLost } from './why-lost.ts';

/** How whoever waits for a check may have another try. */
const AGAIN = {
  'pull request': { words: '**Scan again** tries once more.', actions: buttons({ placed: [] }) },
  'merge group': { words: 'Re-run the check, or queue the pull request again.', actions: [] },
} as const;

/** Does what a check run shows as running. Where it fails and nobody will try again, the check ends too. */
export async function orGiveUp<T>(
  repository: Repository,
  check: { readonly run: number; readonly of: keyof typeof AGAIN; readonly place: CheckPlace },
  { attempt, attempts, parting }: Pick<WorkContext, 'attempt' | 'attempts' | 'parting'>,
  act: () => Promise<T>,
): Promise<T> {
  try {
    return await act();
  } catch (error) {
    const { signal } = repository;
    if (signal.reason instanceof Stopped && signal.reason.why === 'superseded') {
      await callOff({ ...repository, ...(await parting()) }, check.run).catch(() => undefined);
    }
    const last = attempt >= attempts || whyLost(error) !== undefined;
    if (last && !signal.aborted) {
      const { words, actions } = AGAIN[check.of];
      const summary = `Something went wrong here and not in your code. ${words}`;
      const ending = plainEnding('cancelled', 'The inspection could not be completed', summary);
      await endRun(repository, check.place, check.run, { ...ending, actions }).catch(() => undefined);
    }
    throw error;
  }
}

/** Ends the check at a commit that nobody goes on with, unless it had come to its end. */
async function callOff(repository: Repository, run: number): Promise<void> {
  const { data } = await repository.octokit.rest.checks.get({ ...within(repository), check_run_id: run });
  if (data.status === 'completed') return;
  const words = 'The pull request has a newer commit by now, which is inspected in place of this one.';
  await finishCheck(repository, run, plainEnding('cancelled', 'A newer commit is being inspected', words));
}
