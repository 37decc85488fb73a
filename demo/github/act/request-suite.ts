import { checkSuiteEventShape } from '../shape/check-shape.ts';
import type { Account } from '../world/account.ts';
import type { CheckSuite } from '../world/check.ts';
import type { Repository } from '../world/repository.ts';
import type { World } from '../world/world.ts';

/** The App's suite for a commit, made where there is none. */
export function suiteFor(
  world: World,
  repository: Repository,
  headSha: string,
  headBranch?: string,
): CheckSuite {
  const known = [...repository.checkSuites.values()].find((suite) => suite.headSha === headSha);
  if (known !== undefined) return known;
  const suite = { id: world.nextId(), repository, headSha, headBranch, createdAt: world.now() };
  repository.checkSuites.set(suite.id, suite);
  return suite;
}

/** Asks the App for checks of a commit pushed to the repository itself; for a fork's commits nothing is asked. */
export function requestSuite(
  world: World,
  repository: Repository,
  sha: string,
  branch: string,
  sender: Account,
): void {
  const suite = suiteFor(world, repository, sha, branch);
  const check_suite = checkSuiteEventShape(world, suite);
  world.emit({ name: 'check_suite', action: 'requested', repository, sender, payload: { check_suite } });
}
