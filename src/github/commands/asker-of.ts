import { refusalOf } from '../publish/refusal-of.ts';
import type { Repository } from '../pull-request/repository.ts';
import type { Asker } from './allowed.ts';

/** Who asks, and what GitHub lets them do. `id` is their account's number, where GitHub tells. */
export interface KnownAsker extends Asker {
  readonly id?: number;
}

/** What somebody may do in a repository is asked from GitHub: no payload is believed. */
export async function askerOf(
  login: string,
  { octokit, owner, repo }: Pick<Repository, 'octokit' | 'owner' | 'repo'>,
  author: string | undefined,
): Promise<KnownAsker> {
  const isAuthor = author?.toLowerCase() === login.toLowerCase();
  try {
    const { data } = await octokit.rest.repos.getCollaboratorPermissionLevel({
      owner,
      repo,
      username: login,
    });
    // A role of its own, such as `maintain`, has the permission that it grants beside it.
    const writes = ['admin', 'maintain', 'write'].includes(data.permission);
    return { login, writes, author: isAuthor, ...(data.user && { id: data.user.id }) };
  } catch (error) {
    const status = refusalOf(error);
    if (status === 404 || status === 403) return { login, writes: false, author: isAuthor };
    throw error;
  }
}
