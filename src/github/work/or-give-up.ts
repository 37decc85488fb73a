import { buttons } from '../../review/buttons.ts';
import { finishCheck, plainEnding } from '../publish/check.ts';
import type { Repository } from '../pull-request/repository.ts';
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
  check: { readonly run: number; readonly of: keyof typeof AGAIN },
  { attempt, attempts }: Pick<WorkContext, 'attempt' | 'attempts'>,
  act: () => Promise<T>,
): Promise<T> {
  try {
    return await act();
  } catch (error) {
    const last = attempt >= attempts || whyLost(error) !== undefined;
    if (last && !repository.signal.aborted) {
      const { words, actions } = AGAIN[check.of];
      const summary = `Something went wrong here and not in your code. ${words}`;
      const ending = plainEnding('cancelled', 'The inspection could not be completed', summary);
      await finishCheck(repository, check.run, { ...ending, actions }).catch(() => undefined);
    }
    throw error;
  }
}
