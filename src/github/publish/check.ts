import type { Annotation } from '../../review/annotation.ts';
import type { CheckRun } from '../../review/check-run.ts';
import { allPages } from '../pull-request/all-pages.ts';
import { type Repository, within } from '../pull-request/repository.ts';
import { NOT_REPEATED, postOnce } from './post-once.ts';

const CHECK_NAME = 'CodePurify';

/**
 * What a check run ends with. `cancelled`: the inspection did not come to its end; `skipped`: none was wanted;
 * `action_required`: it waits for somebody, and must not pass until then.
 */
export interface Ending extends Omit<CheckRun, 'conclusion' | 'annotations'> {
  readonly conclusion: CheckRun['conclusion'] | 'cancelled' | 'skipped' | 'action_required';
  readonly annotations: readonly (readonly Annotation[])[];
  /** Below the summary, Markdown. */
  readonly text?: string;
}

export interface CheckPlace {
  readonly head: string;
  /** What finds the run again, the number of a pull request: the payloads of forks name none. */
  readonly externalId: string;
  /** Our login. */
  readonly bot: string;
}

/** An ending that says one thing only. */
export function plainEnding(conclusion: Ending['conclusion'], title: string, summary: string): Ending {
  return { conclusion, title, summary, annotations: [], actions: [] };
}

const PASSING: readonly (string | null)[] = [
  'success',
  'neutral',
  'skipped',
] satisfies Ending['conclusion'][];

/** Whether GitHub lets a check pass that ends so. */
export function isPassing(conclusion: string | null): boolean {
  return PASSING.includes(conclusion);
}

/** GitHub keeps no more of one name at a commit, and forgets the oldest. */
export const MOST_CHECKS = 1_000;

export type OwnCheck = Awaited<ReturnType<typeof ownChecks>>[number];

/** The check runs of ours at a commit, the newest first. */
export async function ownChecks(repository: Repository, { head, bot }: Pick<CheckPlace, 'head' | 'bot'>) {
  const { octokit, signal } = repository;
  const pages = octokit.paginate.iterator(octokit.rest.checks.listForRef, {
    ...within(repository),
    ref: head,
    check_name: CHECK_NAME,
    filter: 'all',
    per_page: 100,
  });
  const runs = await allPages(pages, MOST_CHECKS, signal);
  return runs.filter(({ app }) => `${app?.slug}[bot]` === bot).sort((a, b) => b.id - a.id);
}

/** The newest check run of ours at a place. */
export async function newestCheck(repository: Repository, place: CheckPlace) {
  const own = await ownChecks(repository, place);
  return own.find(({ external_id }) => external_id === place.externalId);
}

/**
 * Shows that the inspection runs, and gives the id of the check run. One that an earlier try left behind is taken up,
 * unless it holds annotations already: these could not be taken back. None up to the run `after` is.
 */
export async function startCheck(repository: Repository, place: CheckPlace, after = 0): Promise<number> {
  const unfinished = async () => {
    const newest = await newestCheck(repository, place);
    if (newest === undefined || newest.id <= after || newest.status === 'completed') return undefined;
    return newest.output.annotations_count === 0 ? newest.id : undefined;
  };
  const known = await unfinished();
  if (known !== undefined) return known;
  return postOnce(
    async () => {
      const { data } = await repository.octokit.rest.checks.create({
        ...within(repository),
        name: CHECK_NAME,
        head_sha: place.head,
        external_id: place.externalId,
        status: 'in_progress',
        output: { title: 'Inspecting', summary: 'The changed functions are being inspected.' },
        ...NOT_REPEATED,
      });
      return data.id;
    },
    unfinished,
    repository.signal,
  );
}

/** Completes a check run. GitHub takes 50 annotations a call and adds those of each. */
export async function finishCheck(repository: Repository, id: number, ending: Ending): Promise<void> {
  const { octokit, signal } = repository;
  const { conclusion, title, summary, text, annotations, actions } = ending;
  const run = { ...within(repository), check_run_id: id };
  const output = { title, summary, ...(text !== undefined && { text }) };
  const write = async (part: readonly Annotation[], more: object = {}) => {
    signal.throwIfAborted();
    const told = { ...output, ...(part.length > 0 && { annotations: [...part] }) };
    await octokit.rest.checks.update({ ...run, ...more, output: told, ...NOT_REPEATED });
    return id;
  };
  for (const part of annotations.slice(0, -1)) await write(part);
  await postOnce(
    () => write(annotations.at(-1) ?? [], { status: 'completed', conclusion, actions: [...actions] }),
    async () => ((await octokit.rest.checks.get(run)).data.status === 'completed' ? id : undefined),
    signal,
  );
}
