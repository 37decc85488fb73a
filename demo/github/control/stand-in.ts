import { randomBytes } from 'node:crypto';
import type { Server } from 'node:http';
import { accountNamed } from '../act/account-named.ts';
import { pressButton, rerequestRun, rerequestSuite } from '../act/check-runs.ts';
import { createRepository } from '../act/create-repository.ts';
import { acceptPermissions, install, setSuspended, uninstall } from '../act/installations.ts';
import type { Delivery } from '../hook/delivery.ts';
import type { Back } from '../http/answer.ts';
import type { Exchange } from '../http/exchange.ts';
import type { Fault } from '../http/faults.ts';
import { newKey } from '../new-world.ts';
import type { Account } from '../world/account.ts';
import type { CheckRun, CheckSuite } from '../world/check.ts';
import type { Actor, Installation, Permissions } from '../world/installation.ts';
import type { World } from '../world/world.ts';
import { RepositoryHandle } from './repository-handle.ts';

interface Parts extends Back {
  readonly server: Server;
  readonly exchanges: readonly Exchange[];
  readonly errors: readonly unknown[];
  readonly secret: string;
}

const DAY = 86_400_000;

/** A running stand-in: what it knows, what happened, and what people and GitHub itself do. */
export class StandIn {
  readonly world: World;
  /** The requests so far with their answers, oldest first, at most the last 10,000. */
  readonly exchanges: readonly Exchange[];
  /** What the stand-in itself did wrong; a test wants it empty. */
  readonly errors: readonly unknown[];
  readonly webhookSecret: string;
  readonly #parts: Parts;
  #privateKey: string;

  constructor(parts: Parts) {
    this.#parts = parts;
    this.world = parts.world;
    this.exchanges = parts.exchanges;
    this.errors = parts.errors;
    this.webhookSecret = parts.secret;
    this.#privateKey = newKey(parts.world);
  }

  /** `http://127.0.0.1:PORT`; REST lies under `/api/v3`, GraphQL at `/api/graphql`. */
  get url(): string {
    return this.world.url;
  }

  get apiUrl(): string {
    return `${this.url}/api/v3`;
  }

  get appId(): number {
    return this.world.app.id;
  }

  /** The App's newest key, PEM. */
  get privateKey(): string {
    return this.#privateKey;
  }

  /** Webhooks so far, oldest first, at most the last 10,000. */
  get deliveries(): readonly Delivery[] {
    return this.#parts.hooks.deliveries;
  }

  /** From now on webhooks go there, signed with `webhookSecret`. */
  deliverTo(url: string): void {
    this.#parts.hooks.hook = { url, secret: this.webhookSecret };
  }

  /** Once every webhook so far has been answered. */
  settled(): Promise<void> {
    return this.#parts.hooks.settled();
  }

  /** Sends a webhook again, as the button on GitHub's pages does. */
  redeliver(delivery: Delivery): void {
    this.#parts.hooks.redeliver(delivery.id);
  }

  /** The next request that fits is failed, slowed or dropped. */
  failNext(fault: Fault): void {
    this.#parts.faults.add(fault);
  }

  clearFaults(): void {
    this.#parts.faults.clear();
  }

  /** Replaces the App's key: what the old one signed is refused. Answers the new private half. */
  rotateKey(): string {
    this.world.app.keys.clear();
    this.#privateKey = newKey(this.world);
    return this.#privateKey;
  }

  /** Somebody makes the App from a manifest: with this code it learns its key and its secret, once. */
  acceptManifest(): string {
    const code = randomBytes(20).toString('hex');
    this.world.manifestCodes.set(code, { secret: this.webhookSecret, pem: newKey(this.world) });
    return code;
  }

  /** No token given out so far is taken any more. */
  expireTokens(): void {
    this.world.tokens.clear();
  }

  account(login: string, type?: Account['type']): Account {
    return accountNamed(this.world, login, type);
  }

  /** Makes `owner/name`, without a commit. */
  repository(
    fullName: string,
    options: { readonly private?: boolean; readonly organization?: boolean } = {},
  ): RepositoryHandle {
    const [login = '', name = ''] = fullName.split('/');
    const owner = this.account(login, options.organization ? 'Organization' : 'User');
    const repository = createRepository(this.world, { owner, name, private: options.private ?? false });
    return new RepositoryHandle(this.world, repository);
  }

  /** Installs the App for an account, on all its repositories or on those named. */
  install(login: string, repositories?: readonly RepositoryHandle[]): Installation {
    return install(
      this.world,
      this.account(login),
      repositories?.map(({ repository }) => repository),
    );
  }

  uninstall(installation: Installation): void {
    uninstall(this.world, installation);
  }

  suspend(installation: Installation, suspended = true): void {
    setSuspended(this.world, installation, suspended);
  }

  acceptPermissions(installation: Installation, permissions: Permissions): void {
    acceptPermissions(this.world, installation, permissions);
  }

  /** A workflow's `GITHUB_TOKEN`: of a fork's pull request it may read only. */
  workflowToken({ repository }: RepositoryHandle, permissions: Permissions): string {
    const account = this.account('github-actions[bot]', 'Bot');
    return this.#token('ghs_', { kind: 'workflow', account, permissions, repository });
  }

  /** A person's own token, good for whatever the person may do. */
  userToken(login: string): string {
    return this.#token('ghp_', { kind: 'user', account: this.account(login) });
  }

  /** `Re-run` of one check, or of all of a suite. */
  rerequest(check: CheckRun | CheckSuite, by: Account): void {
    if ('suite' in check) rerequestRun(this.world, check, by);
    else rerequestSuite(this.world, check, by);
  }

  /** A click on a check's button; false where it has none with this identifier. */
  pressButton(run: CheckRun, identifier: string, by: Account): boolean {
    return pressButton(this.world, run, identifier, by);
  }

  /** Stops; waits for nothing that is still under way. */
  async close(): Promise<void> {
    const { server, hooks } = this.#parts;
    hooks.close();
    server.closeAllConnections();
    await new Promise<void>((resolve) => server.close(() => resolve()));
  }

  #token(prefix: string, actor: Actor): string {
    const token = prefix + randomBytes(18).toString('hex');
    this.world.tokens.set(token, { actor, expiresAt: new Date(this.world.now().getTime() + DAY) });
    return token;
  }
}
