import type { KeyObject } from 'node:crypto';
import { generateKeyPairSync } from 'node:crypto';
import { APP_EVENTS, APP_PERMISSIONS } from '../../src/github/app-needs.ts';
import { accountNamed } from './act/account-named.ts';
import type { Account } from './world/account.ts';
import type { App, Permissions } from './world/installation.ts';
import type { Event, World } from './world/world.ts';

export interface AppOptions {
  readonly slug: string;
  readonly name: string;
  readonly permissions: Permissions;
  readonly events: readonly string[];
}

/** As the App's manifest asks for, and no more: what it may not do has to fail here too. */
export const DEFAULT_APP: AppOptions = {
  slug: 'codepurify',
  name: 'CodePurify',
  permissions: Object.fromEntries(Object.entries(APP_PERMISSIONS).map(([name, { level }]) => [name, level])),
  events: APP_EVENTS,
};

/** A world with the App in it and nothing else. */
export function newWorld(
  url: string,
  options: AppOptions,
  now: () => Date,
  emit: (event: Event) => void,
): World {
  let id = 1_000;
  const accounts = new Map<string, Account>();
  const nextId = () => {
    id += 1;
    return id;
  };
  const named = (login: string, type: Account['type']) => accountNamed(world, login, type);
  const owner: Account = { id: nextId(), login: 'codepurify-makers', type: 'Organization' };
  const bot: Account = { id: nextId(), login: `${options.slug}[bot]`, type: 'Bot' };
  for (const account of [owner, bot]) accounts.set(account.login.toLowerCase(), account);
  const app: App = { id: nextId(), owner, bot, keys: new Set(), ...options };
  const world: World = {
    url,
    app,
    accounts,
    repositories: new Map(),
    installations: new Map(),
    tokens: new Map(),
    manifestCodes: new Map(),
    now,
    nextId,
    emit,
  };
  named('github-actions[bot]', 'Bot');
  return world;
}

/** A key for the App: the private half as GitHub hands it out, the public half known to the world. */
export function newKey({ app }: World): string {
  const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  app.keys.add(pem(publicKey, 'spki'));
  return pem(privateKey, 'pkcs1');
}

function pem(key: KeyObject, type: 'spki' | 'pkcs1'): string {
  return key.export({ type, format: 'pem' }).toString();
}
