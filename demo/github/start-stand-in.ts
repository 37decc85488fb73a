import { randomBytes } from 'node:crypto';
import type { RequestListener } from 'node:http';
import { StandIn } from './control/stand-in.ts';
import type { Hook } from './hook/delivery.ts';
import { Hooks } from './hook/hooks.ts';
import type { Back } from './http/answer.ts';
import type { Exchange } from './http/exchange.ts';
import { Faults } from './http/faults.ts';
import { listen } from './http/listen.ts';
import type { Limits } from './http/rate-limits.ts';
import { GITHUB_LIMITS, RateLimits } from './http/rate-limits.ts';
import type { AppOptions } from './new-world.ts';
import { DEFAULT_APP, newWorld } from './new-world.ts';
import type { World } from './world/world.ts';

/** Exchanges to look back at; what must not be missed is told to `onExchange`. */
const MOST_KEPT = 10_000;

export interface StandInOptions {
  /** A free one unless named. */
  readonly port?: number;
  /** Where the App listens; may be said later by `deliverTo`. */
  readonly hook?: Hook;
  readonly app?: Partial<AppOptions>;
  /** GitHub's own unless named; `Infinity` for none. */
  readonly limits?: Partial<Limits>;
  readonly now?: () => Date;
  /** Answers everything that is no request to the API. */
  readonly page?: RequestListener;
  /** Hears of each request and its answer, before it is sent. */
  readonly onExchange?: (exchange: Exchange) => void;
}

/** Starts a stand-in for GitHub on the loopback address, with the App known to it and no repository yet. */
export async function startStandIn(options: StandInOptions = {}): Promise<StandIn> {
  const now = options.now ?? (() => new Date());
  const exchanges: Exchange[] = [];
  const errors: unknown[] = [];
  const state: { back?: Back } = {};
  const { server, url } = await listen(options.port ?? 0, {
    page: options.page,
    back: () => {
      if (state.back === undefined) throw new Error('The stand-in is not ready.');
      return state.back;
    },
    onExchange: (exchange) => {
      exchanges.push(exchange);
      if (exchanges.length > MOST_KEPT) exchanges.shift();
      options.onExchange?.(exchange);
    },
    onError: (error) => errors.push(error),
  });
  const world: World = newWorld(url, { ...DEFAULT_APP, ...options.app }, now, (event) => hooks.emit(event));
  const hooks = new Hooks(world);
  hooks.hook = options.hook;
  const limits = new RateLimits({ ...GITHUB_LIMITS, ...options.limits }, now);
  state.back = { world, hooks, limits, faults: new Faults() };
  return new StandIn({
    ...state.back,
    server,
    exchanges,
    errors,
    secret: options.hook?.secret ?? randomBytes(20).toString('hex'),
  });
}
