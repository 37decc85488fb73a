import type { Repository } from '../world/repository.ts';
import type { World } from '../world/world.ts';

/** Root of the REST API, as on GitHub Enterprise. */
export function apiUrl(world: World): string {
  return `${world.url}/api/v3`;
}

export function fullName({ owner, name }: Repository): string {
  return `${owner.login}/${name}`;
}

export function repositoryApiUrl(world: World, repository: Repository): string {
  return `${apiUrl(world)}/repos/${fullName(repository)}`;
}

/** The page for people. */
export function repositoryPage(world: World, repository: Repository): string {
  return `${world.url}/${fullName(repository)}`;
}
