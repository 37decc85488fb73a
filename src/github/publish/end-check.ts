import type { Repository } from '../pull-request/repository.ts';
import { type CheckPlace, type Ending, finishCheck, newestCheck, startCheck } from './check.ts';
import { notCovering } from './not-covering.ts';

/** Completes a check at once, unless the newest one says just that already. */
export async function endCheck(repository: Repository, place: CheckPlace, wanted: Ending): Promise<void> {
  const ending = await notCovering(repository, place, wanted);
  const newest = await newestCheck(repository, place);
  if (newest?.conclusion === ending.conclusion && newest.output.title === ending.title) return;
  await finishCheck(repository, await startCheck(repository, place), ending);
}
