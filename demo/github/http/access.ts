import { covered } from '../act/installations.ts';
import type { Account, Role } from '../world/account.ts';
import type { Actor, Level, Permissions } from '../world/installation.ts';
import type { Repository } from '../world/repository.ts';
import type { World } from '../world/world.ts';
import type { Call } from './call.ts';
import { notAccessible, notFound, Refusal } from './refusal.ts';

/** What a request asks of whoever makes it: one of the permissions, at that level. */
export interface Need {
  readonly any: readonly string[];
  readonly level: Level;
}

export function read(...any: readonly string[]): Need {
  return { any, level: 'read' };
}

export function write(...any: readonly string[]): Need {
  return { any, level: 'write' };
}

/** The repository, if whoever asks may do that with it; what one may not see is not found, as on GitHub. */
export function repositoryFor(
  { world, actor }: Pick<Call, 'world' | 'actor'>,
  owner: string,
  name: string,
  need: Need,
): Repository {
  const repository = world.repositories.get(`${owner}/${name}`.toLowerCase());
  if (repository === undefined || repository.deleted) throw notFound();
  assertMay(world, actor, repository, need);
  return repository;
}

export function assertMay(world: World, actor: Actor, repository: Repository, need: Need): void {
  const open = !repository.private && need.level === 'read' && !need.any.includes('administration');
  switch (actor.kind) {
    case 'nobody':
      if (need.level === 'write') throw new Refusal(401, 'Requires authentication');
      if (!open) throw notFound();
      return;
    case 'app':
      throw notAccessible();
    case 'user':
      assertUserMay(roleOf(repository, actor.account), need);
      return;
    case 'workflow':
    case 'installation': {
      if (covers(world, actor, repository)) {
        if (!grants(actor.permissions, need)) throw notAccessible();
      } else if (!open) throw repository.private ? notFound() : notAccessible();
    }
  }
}

/** A person's role; everybody may read what is public. */
export function roleOf(repository: Repository, { id, login }: Account): Role | undefined {
  if (id === repository.owner.id) return 'admin';
  return repository.roles.get(login.toLowerCase()) ?? (repository.private ? undefined : 'read');
}

function covers(
  world: World,
  actor: Extract<Actor, { kind: 'installation' | 'workflow' }>,
  repository: Repository,
): boolean {
  if (actor.kind === 'workflow') return actor.repository === repository;
  const narrowed = actor.repositories === undefined || actor.repositories.has(repository.id);
  return narrowed && covered(world, actor.installation).includes(repository);
}

function grants(permissions: Permissions, { any, level }: Need): boolean {
  return any.some((name) => permissions[name] === 'write' || (level === 'read' && name in permissions));
}

function assertUserMay(role: Role | undefined, { any, level }: Need): void {
  if (role === undefined) throw notFound();
  if (level === 'read') return;
  if (any.includes('checks')) throw new Refusal(403, 'You must authenticate via a GitHub App.');
  const mayPush = role === 'admin' || role === 'maintain' || role === 'write';
  if (any.includes('contents') && !mayPush) throw notFound();
}
