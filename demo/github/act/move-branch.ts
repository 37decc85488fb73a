import { pushPayload } from '../hook/push-payload.ts';
import { pullRequestShape } from '../shape/pull-request-shape.ts';
import type { Account } from '../world/account.ts';
import type { Repository } from '../world/repository.ts';
import type { World } from '../world/world.ts';
import { requestSuite } from './request-suite.ts';

/** Lets a branch point at a commit, new or forced, and tells the App: the push, and each pull request moved by it. */
export function moveBranch(
  world: World,
  repository: Repository,
  branch: string,
  sha: string,
  by: Account,
): void {
  const ref = `refs/heads/${branch}`;
  const before = repository.refs.get(ref);
  if (before === sha) return;
  repository.refs.set(ref, sha);
  world.emit({
    name: 'push',
    repository,
    sender: by,
    payload: pushPayload(world, repository, { ref, before, after: sha, by }),
  });
  for (const pull of pullsOf(world, repository, branch)) {
    pull.head.sha = sha;
    pull.updatedAt = world.now();
    pull.repository.refs.set(`refs/pull/${pull.number}/head`, sha);
    world.emit({
      name: 'pull_request',
      action: 'synchronize',
      repository: pull.repository,
      sender: by,
      payload: {
        number: pull.number,
        before: before ?? sha,
        after: sha,
        pull_request: pullRequestShape(world, pull),
      },
    });
  }
  requestSuite(world, repository, sha, branch, by);
}

function pullsOf(world: World, head: Repository, branch: string) {
  return [...world.repositories.values()]
    .flatMap((repository) => [...repository.pulls.values()])
    .filter((pull) => pull.state === 'open' && pull.head.repository === head && pull.head.ref === branch);
}
