import type { Account } from '../world/account.ts';
import type { World } from '../world/world.ts';
import { nodeId } from './node-id.ts';
import { apiUrl } from './urls.ts';

export function accountShape(world: World, { id, login, type }: Account) {
  const url = `${apiUrl(world)}/users/${encodeURIComponent(login)}`;
  const page = `${world.url}/${login}`;
  return {
    login,
    id,
    node_id: nodeId(type, login),
    avatar_url: `${world.url}/avatars/${id}`,
    gravatar_id: '',
    url,
    html_url: encodeURI(page),
    followers_url: `${url}/followers`,
    following_url: `${url}/following{/other_user}`,
    gists_url: `${url}/gists{/gist_id}`,
    starred_url: `${url}/starred{/owner}{/repo}`,
    subscriptions_url: `${url}/subscriptions`,
    organizations_url: `${url}/orgs`,
    repos_url: `${url}/repos`,
    events_url: `${url}/events{/privacy}`,
    received_events_url: `${url}/received_events`,
    type,
    site_admin: false,
  };
}

/** As `GET /users/{username}` gives it. */
export function publicUserShape(world: World, account: Account) {
  const since = '2020-01-01T00:00:00Z';
  return {
    ...accountShape(world, account),
    name: account.login,
    company: null,
    blog: '',
    location: null,
    email: null,
    hireable: null,
    bio: null,
    public_repos: 0,
    public_gists: 0,
    followers: 0,
    following: 0,
    created_at: since,
    updated_at: since,
  };
}
