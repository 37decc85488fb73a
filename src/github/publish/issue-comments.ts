import { allPages } from '../pull-request/all-pages.ts';
import { type Repository, within } from '../pull-request/repository.ts';

/** GitHub takes 2,500 comments at one issue. */
const MOST = 10_000;

export interface OwnComment {
  readonly id: number;
  readonly body: string;
}

/** Our comments in the conversation of a pull request, the oldest first. */
export async function ownComments(repository: Repository, pull: number, bot: string): Promise<OwnComment[]> {
  const { octokit, signal } = repository;
  const pages = octokit.paginate.iterator(octokit.rest.issues.listComments, {
    ...within(repository),
    issue_number: pull,
    per_page: 100,
  });
  const all = await allPages(pages, MOST, signal);
  return all.flatMap(({ id, body, user }) => (user?.login === bot ? [{ id, body: body ?? '' }] : []));
}
