import type { App, Installation } from '../world/installation.ts';
import type { World } from '../world/world.ts';
import { accountShape } from './account-shape.ts';
import { isoTime } from './iso-time.ts';
import { nodeId } from './node-id.ts';
import { apiUrl } from './urls.ts';

export function appShape(world: World, app: App = world.app) {
  const since = '2026-01-01T00:00:00Z';
  return {
    id: app.id,
    slug: app.slug,
    node_id: nodeId('App', app.id),
    owner: accountShape(world, app.owner),
    name: app.name,
    description: '',
    external_url: 'https://example.com',
    html_url: `${world.url}/apps/${app.slug}`,
    created_at: since,
    updated_at: since,
    permissions: app.permissions,
    events: app.events,
  };
}

export function installationShape(world: World, installation: Installation) {
  const { id, account, permissions, repositories, suspended, createdAt } = installation;
  const since = isoTime(createdAt);
  return {
    id,
    account: accountShape(world, account),
    repository_selection: repositories === 'all' ? 'all' : 'selected',
    access_tokens_url: `${apiUrl(world)}/app/installations/${id}/access_tokens`,
    repositories_url: `${apiUrl(world)}/installation/repositories`,
    html_url: `${world.url}/settings/installations/${id}`,
    app_id: world.app.id,
    app_slug: world.app.slug,
    target_id: account.id,
    target_type: account.type,
    permissions,
    events: world.app.events,
    created_at: since,
    updated_at: since,
    single_file_name: null,
    suspended_by: suspended ? accountShape(world, account) : null,
    suspended_at: suspended ? since : null,
  };
}
