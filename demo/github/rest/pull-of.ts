import type { Call } from '../http/call.ts';
import { numberParam } from '../http/call.ts';
import { notFound } from '../http/refusal.ts';
import type { PullRequest } from '../world/pull-request.ts';
import type { Repository } from '../world/repository.ts';

/** The pull request that the path names, as one or as the issue that it is too. */
export function pullOf(call: Call, repository: Repository, name = 'pull_number'): PullRequest {
  const pull = repository.pulls.get(numberParam(call, name));
  if (pull === undefined) throw notFound();
  return pull;
}
