import { installationShape } from '../shape/app-shape.ts';
import { nodeId } from '../shape/node-id.ts';
import { fullName } from '../shape/urls.ts';
import type { Account } from '../world/account.ts';
import type { Installation, Permissions } from '../world/installation.ts';
import type { Repository } from '../world/repository.ts';
import type { World } from '../world/world.ts';

/** Installs the App on an account, for all its repositories or for some. */
export function install(world: World, account: Account, repositories?: readonly Repository[]): Installation {
  const installation: Installation = {
    id: world.nextId(),
    account,
    createdAt: world.now(),
    permissions: world.app.permissions,
    repositories: repositories === undefined ? 'all' : new Set(repositories),
    suspended: false,
  };
  world.installations.set(installation.id, installation);
  tell(world, installation, 'created');
  return installation;
}

/** Tokens of the installation are worth nothing from now on. */
export function uninstall(world: World, installation: Installation): void {
  world.installations.delete(installation.id);
  tell(world, installation, 'deleted');
}

export function setSuspended(world: World, installation: Installation, suspended: boolean): void {
  installation.suspended = suspended;
  tell(world, installation, suspended ? 'suspend' : 'unsuspend');
}

/** The account's owner accepts other permissions; tokens given out before keep theirs. */
export function acceptPermissions(world: World, installation: Installation, permissions: Permissions): void {
  installation.permissions = permissions;
  tell(world, installation, 'new_permissions_accepted');
}

/** The repositories that an installation covers. */
export function covered(world: World, { account, repositories }: Installation): readonly Repository[] {
  const owned = [...world.repositories.values()].filter(
    ({ owner, deleted }) => owner === account && !deleted,
  );
  return repositories === 'all' ? owned : owned.filter((repository) => repositories.has(repository));
}

export function addToInstallation(
  world: World,
  installation: Installation,
  added: readonly Repository[],
): void {
  if (installation.repositories !== 'all')
    for (const repository of added) installation.repositories.add(repository);
  tellOfRepositories(world, installation, 'added', added, []);
}

export function removeFromInstallation(
  world: World,
  installation: Installation,
  removed: readonly Repository[],
): void {
  const left = covered(world, installation).filter((repository) => !removed.includes(repository));
  installation.repositories = new Set(left);
  tellOfRepositories(world, installation, 'removed', [], removed);
}

function tell(world: World, installation: Installation, action: string): void {
  const repositories = covered(world, installation).map(short);
  world.emit({
    name: 'installation',
    action,
    installation,
    sender: installation.account,
    payload: { installation: installationShape(world, installation), repositories },
  });
}

function tellOfRepositories(
  world: World,
  installation: Installation,
  action: 'added' | 'removed',
  added: readonly Repository[],
  removed: readonly Repository[],
): void {
  world.emit({
    name: 'installation_repositories',
    action,
    installation,
    sender: installation.account,
    payload: {
      installation: installationShape(world, installation),
      repository_selection: installation.repositories === 'all' ? 'all' : 'selected',
      repositories_added: added.map(short),
      repositories_removed: removed.map(short),
      requester: null,
    },
  });
}

function short(repository: Repository) {
  const { id, name } = repository;
  return {
    id,
    node_id: nodeId('Repository', id),
    name,
    full_name: fullName(repository),
    private: repository.private,
  };
}
