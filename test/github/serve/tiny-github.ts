import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Answers a request that is not about tokens. */
export type Reply = (request: IncomingMessage, response: ServerResponse) => void;

export interface TinyGitHub extends AsyncDisposable {
  readonly baseUrl: string;
  /** Method and path of each request. */
  readonly asked: string[];
}

/** As much of GitHub as a client needs to speak for an installation. The App is `codepurify`. */
export async function tinyGitHub(
  reply: Reply = (request, response) =>
    json(response, 200, request.url?.startsWith('/api/v3/app/hook/deliveries?') ? [] : {}),
): Promise<TinyGitHub> {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    asked.push(`${request.method} ${request.url}`);
    if (request.url === '/api/v3/app') return json(response, 200, { id: 1, slug: 'codepurify' });
    if (/^\/api\/v3\/app\/installations\/\d+\/access_tokens$/.test(request.url ?? '')) {
      const expires_at = new Date(Date.now() + 3_600_000).toISOString();
      return json(response, 201, {
        token: 'ghs_x',
        expires_at,
        permissions: {},
        repository_selection: 'all',
      });
    }
    return reply(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    baseUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/v3`,
    asked,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

export function json(
  response: ServerResponse,
  status: number,
  body: unknown,
  headers: Readonly<Record<string, string>> = {},
): void {
  response.writeHead(status, { 'content-type': 'application/json', ...headers });
  response.end(JSON.stringify(body));
}
