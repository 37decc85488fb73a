import { pushPayload } from '../hook/push-payload.ts';
import type { Account } from '../world/account.ts';
import type { Repository } from '../world/repository.ts';
import type { World } from '../world/world.ts';
import { closePull } from './change-pull-request.ts';

/** Deletes a branch; the open pull requests from it and onto it are closed, as GitHub does. */
export function deleteBranch(world: World, repository: Repository, branch: string, by: Account): void {
  const ref = `refs/heads/${branch}`;
  const before = repository.refs.get(ref);
  if (before === undefined) return;
  repository.refs.delete(ref);
  const payload = pushPayload(world, repository, { ref, before, after: undefined, by });
  world.emit({ name: 'push', repository, sender: by, payload });
  for (const pull of [...world.repositories.values()].flatMap(({ pulls }) => [...pulls.values()])) {
    const onto = pull.repository === repository && pull.base.ref === branch;
    const from = pull.head.repository === repository && pull.head.ref === branch;
    if (onto) pull.base.last = before;
    if ((onto || from) && pull.state === 'open') closePull(world, pull, by);
  }
}
