import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { UsageError } from '../../scan/usage-error.ts';
import type { Answer } from './answer.ts';
import type { Log } from './logger.ts';

/** In milliseconds. */
const HEADERS_TIMEOUT = 10_000;
const REQUEST_TIMEOUT = 60_000;
const MOST_CONNECTIONS = 1_000;

/** How one path is answered. */
export interface Route {
  readonly method: 'GET' | 'POST';
  readonly answer: (request: IncomingMessage) => Answer | Promise<Answer>;
}

export interface HttpServer {
  readonly port: number;
  /** Takes no further request, and resolves once those under way have their answers, or after `patience` milliseconds. */
  close(patience: number): Promise<void>;
}

/** Listens on a port; 0 takes any free one. Throws `UsageError` where it cannot. */
export async function startServer(
  routes: Readonly<Record<string, Route>>,
  { host, port }: { readonly host: string; readonly port: number },
  log: Log,
): Promise<HttpServer> {
  const server = createServer(
    { headersTimeout: HEADERS_TIMEOUT, requestTimeout: REQUEST_TIMEOUT, keepAliveTimeout: HEADERS_TIMEOUT },
    (request, response) => void answered(request, response, routes, log),
  );
  server.maxConnections = MOST_CONNECTIONS;
  await listening(server, host, port);
  return {
    port: (server.address() as AddressInfo).port,
    async close(patience) {
      const { promise, resolve } = Promise.withResolvers<void>();
      server.close(() => resolve());
      server.closeIdleConnections();
      const timer = setTimeout(() => server.closeAllConnections(), patience);
      await promise;
      clearTimeout(timer);
    },
  };
}

async function listening(server: Server, host: string, port: number): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  server.once('error', reject);
  server.listen({ host, port }, resolve);
  try {
    await promise;
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown error';
    throw new UsageError(
      code === 'EADDRINUSE'
        ? `Port ${port} is taken: set PORT to a free one.`
        : `Cannot listen on ${host}:${port} (${code}): set HOST and PORT to an address of this machine and a port that you may use.`,
    );
  }
  server.off('error', reject);
}

async function answered(
  request: IncomingMessage,
  response: ServerResponse,
  routes: Readonly<Record<string, Route>>,
  log: Log,
): Promise<void> {
  let answer: Answer;
  try {
    answer = await routed(request, routes);
  } catch (err) {
    log.error({ err }, 'A request could not be answered');
    answer = { status: 500, text: 'Internal error.' };
  }
  response.statusCode = answer.status;
  response.setHeader('content-type', answer.type ?? 'text/plain; charset=utf-8');
  // Of what was refused the rest is not read, so nothing more can follow on its connection.
  if (!request.complete) response.setHeader('connection', 'close');
  response.end(answer.type ? answer.text : `${answer.text}\n`);
}

function routed(request: IncomingMessage, routes: Readonly<Record<string, Route>>): Answer | Promise<Answer> {
  const path = (request.url ?? '/').split('?', 1)[0] ?? '/';
  const route = Object.hasOwn(routes, path) ? routes[path] : undefined;
  if (route === undefined) return { status: 404, text: 'There is nothing here.' };
  const method = request.method === 'HEAD' ? 'GET' : request.method;
  if (method !== route.method) return { status: 405, text: `Use ${route.method} here.` };
  return route.answer(request);
}
