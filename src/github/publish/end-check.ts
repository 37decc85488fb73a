import type { Repository } from '../pull-request/repository.ts';
import { type CheckPlace, type Ending, finishCheck, newestCheck, startCheck } from './check.ts';
import { notCovering } from './not-covering.ts';

/** Completes a check at once, unless the newest one says just that already. */
export async function endCheck(repository: Repository, place: CheckPlace, wanted: Ending): Promise<void> {
  const ending = await notCovering(repository, place, wanted);
  const newest = await newestCheck(repository, place);
  if (newest?.conclusion === ending.conclusion && isSame(newest.output, ending)) return;
  await finishCheck(repository, await startCheck(repository, place), ending);
}

interface Output {
  readonly title: string | null;
  readonly summary: string | null;
  readonly text: string | null;
}

function isSame(shown: Output, { title, summary, text }: Ending): boolean {
  return shown.title === title && shown.summary === summary && (shown.text ?? undefined) === text;
}
