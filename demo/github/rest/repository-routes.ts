import { read, roleOf } from '../http/access.ts';
import { param } from '../http/call.ts';
import { notFound } from '../http/refusal.ts';
import { json } from '../http/reply.ts';
import type { Route } from '../http/route.ts';
import { repositoryRoute } from '../http/route.ts';
import { accountShape } from '../shape/account-shape.ts';
import { commitShape } from '../shape/commit-shape.ts';
import { fullRepositoryShape } from '../shape/repository-shape.ts';
import { repositoryApiUrl, repositoryPage } from '../shape/urls.ts';
import type { Role } from '../world/account.ts';

/** The four words that GitHub's older field knows. */
const LEGACY: Readonly<Record<Role, string>> = {
  admin: 'admin',
  maintain: 'write',
  write: 'write',
  triage: 'read',
  read: 'read',
};

export const repositoryRoutes: readonly Route[] = [
  repositoryRoute('get', '', read('metadata'), ({ world }, repository) => {
    return json(fullRepositoryShape(world, repository));
  }),
  repositoryRoute('get', '/branches/{branch}', read('contents'), (call, repository) => {
    const { world } = call;
    const name = param(call, 'branch');
    const sha = repository.refs.get(`refs/heads/${name}`);
    if (sha === undefined) throw notFound();
    const url = `${repositoryApiUrl(world, repository)}/branches/${encodeURIComponent(name)}`;
    return json({
      name,
      commit: commitShape(world, repository, sha),
      _links: { self: url, html: `${repositoryPage(world, repository)}/tree/${name}` },
      protected: false,
      protection: {},
      protection_url: `${url}/protection`,
    });
  }),
  repositoryRoute('get', '/collaborators/{username}/permission', read('metadata'), (call, repository) => {
    const { world } = call;
    const account = world.accounts.get(param(call, 'username').toLowerCase());
    if (account === undefined) throw notFound();
    const role = roleOf(repository, account);
    return json({
      permission: role === undefined ? 'none' : LEGACY[role],
      role_name: role ?? 'none',
      user: { ...accountShape(world, account), role_name: role ?? 'none' },
    });
  }),
];
