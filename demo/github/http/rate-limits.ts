import type { Actor } from '../world/installation.ts';
import { Refusal } from './refusal.ts';

export interface Limits {
  /** Requests an hour of one installation or person. */
  readonly perHour: number;
  /** Comments and reviews a minute. */
  readonly contentPerMinute: number;
}

/** GitHub's own. */
export const GITHUB_LIMITS: Limits = { perHour: 5_000, contentPerMinute: 80 };

const HOUR = 3_600_000;
const MINUTE = 60_000;

interface Window {
  readonly resetAt: number;
  used: number;
}

/** Counts what each installation or person asks. */
export class RateLimits {
  readonly #limits: Limits;
  readonly #now: () => Date;
  readonly #hours = new Map<string, Window>();
  readonly #content = new Map<string, number[]>();

  constructor(limits: Limits, now: () => Date) {
    this.#limits = limits;
    this.#now = now;
  }

  /** Counts a request against the hour; throws GitHub's refusal where nothing is left. */
  take(actor: Actor): void {
    const window = this.#window(actor);
    if (window.used >= this.#limits.perHour) throw this.exceeded(actor);
    window.used += 1;
  }

  /** A `304` costs nothing. */
  giveBack(actor: Actor): void {
    this.#window(actor).used -= 1;
  }

  /** Counts a comment or review against the minute; throws GitHub's refusal where it is one too many. */
  takeContent(actor: Actor): void {
    const now = this.#now().getTime();
    const recent = (this.#content.get(keyOf(actor)) ?? []).filter((at) => at > now - MINUTE);
    this.#content.set(keyOf(actor), recent);
    if (recent.length >= this.#limits.contentPerMinute) {
      throw secondaryLimit(Math.ceil(((recent[0] ?? now) + MINUTE - now) / 1000));
    }
    recent.push(now);
  }

  headers(actor: Actor): Record<string, string> {
    const { limit, used, remaining, reset } = this.state(actor);
    return {
      'x-ratelimit-limit': String(limit),
      'x-ratelimit-used': String(used),
      'x-ratelimit-remaining': String(remaining),
      'x-ratelimit-reset': String(reset),
      'x-ratelimit-resource': 'core',
    };
  }

  state(actor: Actor): { limit: number; used: number; remaining: number; reset: number } {
    const { used, resetAt } = this.#window(actor);
    const limit = this.#limits.perHour;
    return { limit, used, remaining: Math.max(0, limit - used), reset: Math.ceil(resetAt / 1000) };
  }

  /** GitHub's refusal once the hour's requests are spent, or `resetIn` seconds before they are new. */
  exceeded(actor: Actor, resetIn?: number): Refusal {
    const reset = Math.ceil(this.#now().getTime() / 1000) + (resetIn ?? 0);
    const late = resetIn === undefined ? {} : { 'x-ratelimit-reset': String(reset) };
    return new Refusal(403, `API rate limit exceeded for ${keyOf(actor)}.`, {
      documentation: 'https://docs.github.com/rest/overview/rate-limits-for-the-rest-api',
      headers: { 'x-ratelimit-remaining': '0', ...late },
    });
  }

  #window(actor: Actor): Window {
    const now = this.#now().getTime();
    const known = this.#hours.get(keyOf(actor));
    if (known !== undefined && known.resetAt > now) return known;
    const fresh = { resetAt: now + HOUR, used: 0 };
    this.#hours.set(keyOf(actor), fresh);
    return fresh;
  }
}

/** GitHub's refusal of too much at once; the wait is in seconds. */
export function secondaryLimit(retryAfter: number): Refusal {
  const words = 'You have exceeded a secondary rate limit. Please wait a few minutes before you try again.';
  return new Refusal(403, words, {
    documentation:
      'https://docs.github.com/rest/overview/rate-limits-for-the-rest-api#about-secondary-rate-limits',
    headers: { 'retry-after': String(retryAfter) },
  });
}

function keyOf(actor: Actor): string {
  switch (actor.kind) {
    case 'installation':
      return `installation ID ${actor.installation.id}`;
    case 'workflow':
      return `repository ID ${actor.repository.id}`;
    case 'user':
      return `user ID ${actor.account.id}`;
    default:
      return actor.kind;
  }
}
