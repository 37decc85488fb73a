import type { Repository } from '../pull-request/repository.ts';
import {
  type CheckPlace,
  type Ending,
  finishCheck,
  isPassing,
  ownChecks,
  plainEnding,
  startCheck,
} from './check.ts';
import { notCovering } from './not-covering.ts';
import { firstOpen, ofOthers } from './peers.ts';

/** Completes a check at once, unless the newest one says just that already. */
export async function endCheck(repository: Repository, place: CheckPlace, wanted: Ending): Promise<void> {
  const own = await ownChecks(repository, place);
  const ending = await notCovering(repository, place, own, wanted);
  const newest = own.find(({ external_id }) => external_id === place.externalId);
  if (newest?.conclusion === ending.conclusion && isSame(newest.output, ending)) return;
  await finishCheck(repository, await startCheck(repository, place), ending);
}

/**
 * Completes a check of a pull request that nothing is inspected of. Where another open one has the same commit and a check,
 * none is written: it would hide that one, and the commit has its check already.
 */
export async function endUninspected(
  repository: Repository,
  place: CheckPlace,
  ending: Ending,
): Promise<void> {
  const own = await ownChecks(repository, place);
  const isKnown = own.some(({ external_id }) => external_id === place.externalId);
  const others = ofOthers(own, place).map(({ external_id }) => external_id ?? '');
  if (!isKnown && (await firstOpen(repository, place.head, others)) !== undefined) return;
  await endCheck(repository, place, ending);
}

/** Completes a check run that was started, and gives the ending as it was written. */
export async function endRun(
  repository: Repository,
  place: CheckPlace,
  run: number,
  wanted: Ending,
): Promise<Ending> {
  const own = await ownChecks(repository, place);
  const ending = await notCovering(repository, place, own, wanted);
  const isHidden = ofOthers(own, place).some(({ id }) => id > run);
  if (isPassing(ending.conclusion) || !isHidden) {
    await finishCheck(repository, run, ending);
    return ending;
  }
  // The newest counts, and another pull request of this commit got it meanwhile: what fails is said once more after it.
  const { conclusion, title } = ending;
  await finishCheck(
    repository,
    run,
    plainEnding(conclusion, title, 'A newer check of this commit says more.'),
  );
  await finishCheck(repository, await startCheck(repository, place, run), ending);
  return ending;
}

interface Output {
  readonly title: string | null;
  readonly summary: string | null;
  readonly text: string | null;
}

function isSame(shown: Output, { title, summary, text }: Ending): boolean {
  return shown.title === title && shown.summary === summary && (shown.text ?? undefined) === text;
}
