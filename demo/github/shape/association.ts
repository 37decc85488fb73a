import type { Account } from '../world/account.ts';
import type { Repository } from '../world/repository.ts';

/** How GitHub says an author stands to a repository: a hint only, nothing that permits anything. */
export function association(repository: Repository, account: Account): string {
  if (account.id === repository.owner.id) return 'OWNER';
  const known = repository.roles.get(account.login.toLowerCase());
  if (known !== undefined && known !== 'read') return 'COLLABORATOR';
  const merged = [...repository.pulls.values()].some((pull) => pull.merged && pull.author.id === account.id);
  return merged ? 'CONTRIBUTOR' : 'NONE';
}
