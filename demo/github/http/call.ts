import type { z } from 'zod';
import type { Hooks } from '../hook/hooks.ts';
import type { Account } from '../world/account.ts';
import type { Actor } from '../world/installation.ts';
import type { World } from '../world/world.ts';
import type { RateLimits } from './rate-limits.ts';
import { notFound, Refusal } from './refusal.ts';

/** A request whose sender is known. */
export interface Call {
  readonly world: World;
  readonly hooks: Hooks;
  readonly limits: RateLimits;
  readonly actor: Actor;
  /** What stands in the path for each `{name}`. */
  readonly params: Readonly<Record<string, string>>;
  readonly url: URL;
  readonly accept: string;
  readonly body: unknown;
}

export function param({ params }: Call, name: string): string {
  const value = params[name];
  if (value === undefined) throw notFound();
  return value;
}

/** The number in the path; anything else is not found. */
export function numberParam(call: Call, name: string): number {
  const value = param(call, name);
  if (!/^\d{1,15}$/.test(value)) throw notFound();
  return Number(value);
}

/** The body as the schema reads it; what does not fit is refused as GitHub's own schema check refuses. */
export function bodyOf<T>({ body }: Call, schema: z.ZodType<T>): T {
  const read = schema.safeParse(body ?? {});
  if (read.success) return read.data;
  const problems = read.error.issues.map(
    ({ path, message }) => `For 'properties/${path.join('/')}', ${message}.`,
  );
  throw new Refusal(422, `Invalid request.\n\n${problems.join('\n')}`);
}

/** Whoever the request is made by, for what it creates. */
export function author({ actor, world }: Call): Account {
  if (actor.kind === 'nobody') throw new Refusal(401, 'Requires authentication');
  return actor.kind === 'app' ? world.app.bot : actor.account;
}
