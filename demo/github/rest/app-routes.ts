import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import { covered, uninstall } from '../act/installations.ts';
import type { Call } from '../http/call.ts';
import { bodyOf, numberParam, param } from '../http/call.ts';
import { paged } from '../http/paged.ts';
import { notFound, Refusal, unprocessable } from '../http/refusal.ts';
import { json, noContent } from '../http/reply.ts';
import type { Route } from '../http/route.ts';
import { appRoute } from '../http/route.ts';
import { publicUserShape } from '../shape/account-shape.ts';
import { appShape, installationShape } from '../shape/app-shape.ts';
import { isoTime } from '../shape/iso-time.ts';
import { repositoryShape } from '../shape/repository-shape.ts';
import type { Installation, Permissions } from '../world/installation.ts';
import { installationActor } from './installation-actor.ts';

const HOUR = 3_600_000;

const TokenRequest = z.object({
  repositories: z.array(z.string()).optional(),
  repository_ids: z.array(z.number().int()).optional(),
  permissions: z.record(z.string(), z.enum(['read', 'write'])).optional(),
});

/** The App about itself, and what its installations may see. */
export const appRoutes: readonly Route[] = [
  appRoute('get', '/app', ({ world }) => {
    return json({ ...appShape(world), installations_count: world.installations.size });
  }),
  appRoute('get', '/app/installations', (call) => {
    const { world } = call;
    return paged(call, [...world.installations.values()], (one) => installationShape(world, one));
  }),
  appRoute('get', '/app/installations/{installation_id}', (call) => {
    return json(installationShape(call.world, installationOf(call)));
  }),
  appRoute('delete', '/app/installations/{installation_id}', (call) => {
    uninstall(call.world, installationOf(call));
    return noContent();
  }),
  appRoute('post', '/app/installations/{installation_id}/access_tokens', createToken),
  appRoute('get', '/repos/{owner}/{repo}/installation', (call) => {
    const { world } = call;
    const repository = world.repositories.get(`${param(call, 'owner')}/${param(call, 'repo')}`.toLowerCase());
    if (repository === undefined) throw notFound();
    const installation = [...world.installations.values()].find((one) =>
      covered(world, one).includes(repository),
    );
    if (installation === undefined) throw notFound();
    return json(installationShape(world, installation));
  }),
  {
    method: 'get',
    path: '/installation/repositories',
    handle: (call) => {
      const { world, actor } = call;
      if (actor.kind !== 'installation')
        throw new Refusal(403, 'You must authenticate with an installation access token');
      const seen = covered(world, actor.installation).filter(({ id }) => actor.repositories?.has(id) ?? true);
      const wrap = (repositories: readonly unknown[]) => ({
        total_count: seen.length,
        repository_selection: actor.installation.repositories === 'all' ? 'all' : 'selected',
        repositories,
      });
      return paged(call, seen, (repository) => repositoryShape(world, repository), wrap);
    },
  },
  {
    method: 'get',
    path: '/users/{username}',
    handle: (call) => {
      const account = call.world.accounts.get(param(call, 'username').toLowerCase());
      if (account === undefined) throw notFound();
      return json(publicUserShape(call.world, account));
    },
  },
  {
    method: 'get',
    path: '/rate_limit',
    handle: ({ limits, actor }) => {
      const core = limits.state(actor);
      return json({ resources: { core, search: core, graphql: core }, rate: core });
    },
  },
];

function installationOf(call: Call): Installation {
  const installation = call.world.installations.get(numberParam(call, 'installation_id'));
  if (installation === undefined) throw notFound();
  return installation;
}

/** A token for an hour, for all that the installation covers or for less. */
function createToken(call: Call) {
  const { world } = call;
  const installation = installationOf(call);
  if (installation.suspended) throw new Refusal(403, 'This installation has been suspended');
  const wanted = bodyOf(call, TokenRequest);
  const seen = covered(world, installation);
  const narrowed = wanted.repositories !== undefined || wanted.repository_ids !== undefined;
  const chosen = seen.filter(
    ({ id, name }) => wanted.repositories?.includes(name) || wanted.repository_ids?.includes(id),
  );
  const asked = (wanted.repositories?.length ?? 0) + (wanted.repository_ids?.length ?? 0);
  if (narrowed && chosen.length < asked) {
    throw unprocessable(
      'There is at least one repository that does not exist or is not accessible to the parent installation.',
    );
  }
  const permissions = permitted(installation.permissions, wanted.permissions);
  const token = `ghs_${randomBytes(18).toString('hex')}`;
  const expiresAt = new Date(world.now().getTime() + HOUR);
  const ids = narrowed ? new Set(chosen.map(({ id }) => id)) : undefined;
  world.tokens.set(token, { actor: installationActor(world, installation, permissions, ids), expiresAt });
  return json(
    {
      token,
      expires_at: isoTime(expiresAt),
      permissions,
      repository_selection: narrowed || installation.repositories !== 'all' ? 'selected' : 'all',
      ...(narrowed && { repositories: chosen.map((repository) => repositoryShape(world, repository)) }),
    },
    201,
  );
}

function permitted(granted: Permissions, wanted: Permissions = granted): Permissions {
  for (const [name, level] of Object.entries(wanted)) {
    if (granted[name] !== 'write' && granted[name] !== level) {
      throw unprocessable('The permissions requested are not granted to this installation.');
    }
  }
  return wanted;
}
