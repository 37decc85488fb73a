import type { Repository } from '../world/repository.ts';
import type { Need } from './access.ts';
import { repositoryFor } from './access.ts';
import type { Call } from './call.ts';
import { param } from './call.ts';
import { Refusal } from './refusal.ts';
import type { Reply } from './reply.ts';

export type Method = 'get' | 'post' | 'put' | 'patch' | 'delete';

export interface Route {
  readonly method: Method;
  /** As GitHub's OpenAPI description writes it. */
  readonly path: string;
  readonly handle: (call: Call) => Reply;
}

export type RepositoryHandler = (call: Call, repository: Repository) => Reply;

/** A route below `/repos/{owner}/{repo}` for those who have the permission. */
export function repositoryRoute(method: Method, rest: string, need: Need, handle: RepositoryHandler): Route {
  const path = `/repos/{owner}/{repo}${rest}`;
  return {
    method,
    path,
    handle: (call) => handle(call, repositoryFor(call, param(call, 'owner'), param(call, 'repo'), need)),
  };
}

/** A route for the App itself, with its JSON Web Token. */
export function appRoute(method: Method, path: string, handle: (call: Call) => Reply): Route {
  return {
    method,
    path,
    handle: (call) => {
      if (call.actor.kind !== 'app') throw new Refusal(401, 'A JSON web token could not be decoded');
      return handle(call);
    },
  };
}
