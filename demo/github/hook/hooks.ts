import { randomUUID } from 'node:crypto';
import { sign } from '@octokit/webhooks-methods';
import { covered } from '../act/installations.ts';
import { accountShape } from '../shape/account-shape.ts';
import { nodeId } from '../shape/node-id.ts';
import { repositoryShape } from '../shape/repository-shape.ts';
import type { Installation } from '../world/installation.ts';
import type { Event, World } from '../world/world.ts';
import type { Delivery, Hook } from './delivery.ts';
import { send } from './send.ts';

/** Every App hears of these; the rest it has to subscribe to. */
const ALWAYS = new Set(['installation', 'installation_repositories']);

/** GitHub keeps them for some days only. */
const MOST_KEPT = 10_000;

/** The App's webhook: sends what happens, one delivery after the other, and keeps what was sent. */
export class Hooks {
  readonly #deliveries: Delivery[] = [];
  readonly #world: World;
  #sending: Promise<void> = Promise.resolve();
  #closed = false;
  /** Where to; until it is set, deliveries are kept only. */
  hook: Hook | undefined;

  constructor(world: World) {
    this.#world = world;
  }

  /** Oldest first. */
  get deliveries(): readonly Delivery[] {
    return this.#deliveries;
  }

  emit(event: Event): void {
    const world = this.#world;
    if (!ALWAYS.has(event.name) && !world.app.events.includes(event.name)) return;
    const installation = event.installation ?? installationOf(world, event);
    const silent = installation === undefined || installation.suspended;
    if (silent && event.name !== 'installation') return;
    const body = JSON.stringify(payloadOf(world, event, installation));
    this.#queue({
      id: this.#world.nextId(),
      guid: randomUUID(),
      event: event.name,
      action: event.action,
      installation: installation?.id,
      repository: event.repository?.id,
      redelivery: false,
      deliveredAt: world.now(),
      body,
      outcome: undefined,
    });
  }

  /** Sends a delivery again, with the same `X-GitHub-Delivery`; undefined where there is none of this id. */
  redeliver(id: number): Delivery | undefined {
    const old = this.#deliveries.find((delivery) => delivery.id === id);
    if (old === undefined) return undefined;
    const again: Delivery = {
      ...old,
      id: this.#world.nextId(),
      redelivery: true,
      deliveredAt: this.#world.now(),
      outcome: undefined,
    };
    this.#queue(again);
    return again;
  }

  /** Once all that was to be sent has been answered, or given up. */
  async settled(): Promise<void> {
    for (let last: Promise<void> | undefined; last !== this.#sending; ) {
      last = this.#sending;
      await last;
    }
  }

  /** Nothing is sent after this. */
  close(): void {
    this.#closed = true;
  }

  #queue(delivery: Delivery): void {
    this.#deliveries.push(delivery);
    if (this.#deliveries.length > MOST_KEPT) this.#deliveries.shift();
    this.#sending = this.#sending.then(async () => {
      const { hook } = this;
      if (hook === undefined || this.#closed) return;
      const signature = await sign(hook.secret, delivery.body);
      delivery.outcome = await send(hook, delivery, signature, this.#world.app.id);
    });
  }
}

function installationOf(world: World, { repository }: Event): Installation | undefined {
  if (repository === undefined) return undefined;
  return [...world.installations.values()].find((one) => covered(world, one).includes(repository));
}

function payloadOf(world: World, event: Event, installation: Installation | undefined) {
  const { action, repository, sender, payload } = event;
  const owner = repository?.owner;
  const short = installation && { id: installation.id, node_id: nodeId('Installation', installation.id) };
  return {
    ...(action !== undefined && { action }),
    ...(short && { installation: short }),
    ...payload,
    ...(repository && { repository: repositoryShape(world, repository) }),
    ...(owner?.type === 'Organization' && { organization: organizationShape(world, owner.login, owner.id) }),
    sender: accountShape(world, sender),
  };
}

function organizationShape(world: World, login: string, id: number) {
  const url = `${world.url}/api/v3/orgs/${login}`;
  return {
    login,
    id,
    node_id: nodeId('Organization', login),
    url,
    repos_url: `${url}/repos`,
    events_url: `${url}/events`,
    hooks_url: `${url}/hooks`,
    issues_url: `${url}/issues`,
    members_url: `${url}/members{/member}`,
    public_members_url: `${url}/public_members{/member}`,
    avatar_url: `${world.url}/avatars/${id}`,
    description: '',
  };
}
