import { createHash, randomUUID } from 'node:crypto';
import { setTimeout } from 'node:timers/promises';
import { execute } from '../graphql/execute.ts';
import type { Hooks } from '../hook/hooks.ts';
import { routes } from '../rest/routes.ts';
import type { Actor } from '../world/installation.ts';
import type { World } from '../world/world.ts';
import { actorOf } from './actor-of.ts';
import type { Exchange } from './exchange.ts';
import type { Fault, Faults } from './faults.ts';
import type { RateLimits } from './rate-limits.ts';
import { secondaryLimit } from './rate-limits.ts';
import { notFound, Refusal } from './refusal.ts';
import type { Reply } from './reply.ts';
import { json } from './reply.ts';
import { router } from './router.ts';

/** What answers a request needs to know. */
export interface Back {
  readonly world: World;
  readonly hooks: Hooks;
  readonly limits: RateLimits;
  readonly faults: Faults;
}

export interface Incoming {
  readonly method: string;
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

const GRAPHQL = '/api/graphql';
const REST = /^\/api\/v3(?=\/|$)/;
const find = router(routes);

/** Undefined for what is no request to the API. */
export function apiPath({ pathname }: URL): string | undefined {
  if (pathname === GRAPHQL) return '/graphql';
  return REST.test(pathname) ? pathname.replace(REST, '') : undefined;
}

/** Carries a request out and says all about it; the answer of a dropped one is never sent. */
export async function answer(back: Back, path: string, incoming: Incoming): Promise<Exchange> {
  const { method, url, headers, body } = incoming;
  const fault = back.faults.take({ method, path, body });
  if (fault?.delay !== undefined) await setTimeout(fault.delay);
  const lost = fault?.answer !== undefined;
  let actor: Actor = { kind: 'nobody' };
  let reply: Reply;
  try {
    actor = await actorOf(back.world, headers.authorization);
    back.limits.take(actor);
    if (lost && !fault.applied) reply = faultReply(back, actor, fault);
    else reply = carryOut(back, path, incoming, actor);
    if (lost && fault.applied) reply = faultReply(back, actor, fault);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    reply = refusal(error);
  }
  const { authorization: _, ...shown } = headers;
  const answerHeaders = { ...commonHeaders(back, actor), ...reply.headers };
  return {
    at: back.world.now(),
    method,
    path,
    query: url.searchParams,
    headers: shown,
    actor: actor.kind,
    body: parsed(body),
    status: reply.status,
    answerHeaders,
    answer: reply.body,
    fault,
  };
}

function carryOut(back: Back, path: string, incoming: Incoming, actor: Actor): Reply {
  const { method, url, headers } = incoming;
  const { world, hooks, limits } = back;
  const body = parsed(incoming.body);
  if (typeof body === 'string') throw new Refusal(400, 'Problems parsing JSON');
  const call = { world, hooks, limits, actor, url, accept: headers.accept ?? '', body, params: {} };
  if (path === '/graphql') return execute(call);
  const match = find(method, path);
  if (match === undefined) throw notFound();
  const reply = match.route.handle({ ...call, params: match.params });
  return method === 'GET'
    ? conditional(reply, headers['if-none-match'], () => limits.giveBack(actor))
    : reply;
}

/** With an `ETag`; what the client already has is not sent again, and costs nothing. */
function conditional(reply: Reply, known: string | undefined, free: () => void): Reply {
  const bytes = Buffer.isBuffer(reply.body) ? reply.body : JSON.stringify(reply.body ?? null);
  const etag = `"${createHash('sha256').update(bytes).digest('hex')}"`;
  const headers = { ...reply.headers, etag };
  if (known?.replace(/^W\//, '') !== etag) return { ...reply, headers };
  free();
  return { status: 304, headers, body: undefined };
}

function faultReply({ limits }: Back, actor: Actor, { answer }: Fault): Reply {
  if (typeof answer === 'object') {
    const { limit, wait } = answer;
    return refusal(limit === 'primary' ? limits.exceeded(actor, wait) : secondaryLimit(wait));
  }
  return json({ message: 'Server Error' }, typeof answer === 'number' ? answer : 500);
}

function refusal({ status, message, errors, documentation, headers }: Refusal): Reply {
  return json(
    { message, ...(errors && { errors }), documentation_url: documentation, status: String(status) },
    status,
    headers,
  );
}

function commonHeaders({ world, limits }: Back, actor: Actor): Record<string, string> {
  return {
    'content-type': 'application/json; charset=utf-8',
    date: world.now().toUTCString(),
    'x-github-request-id': randomUUID(),
    'x-github-media-type': 'github.v3; format=json',
    ...limits.headers(actor),
  };
}

function parsed(text: string): unknown {
  if (text === '') return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
