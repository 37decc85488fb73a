import type { Actor, Installation, Permissions } from '../world/installation.ts';
import type { World } from '../world/world.ts';

/** Who an installation's token speaks for: the App's bot. */
export function installationActor(
  world: World,
  installation: Installation,
  permissions: Permissions,
  repositories: ReadonlySet<number> | undefined,
): Actor {
  const account = world.app.bot;
  return { kind: 'installation', installation, account, permissions, ...(repositories && { repositories }) };
}
