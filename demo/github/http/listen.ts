import type { IncomingMessage, RequestListener, Server, ServerResponse } from 'node:http';
import { createServer } from 'node:http';
import { text } from 'node:stream/consumers';
import type { Back } from './answer.ts';
import { answer, apiPath } from './answer.ts';
import type { Exchange } from './exchange.ts';

export interface Listening {
  /** What answers everything outside of the API, pages above all. */
  readonly page: RequestListener | undefined;
  readonly back: () => Back;
  readonly onExchange: (exchange: Exchange) => void;
  readonly onError: (error: unknown) => void;
}

/** A server on the loopback address; port 0 takes a free one. */
export async function listen(port: number, listening: Listening): Promise<{ server: Server; url: string }> {
  const server = createServer((request, response) => {
    serve(request, response, listening).catch((error: unknown) => {
      listening.onError(error);
      if (!response.headersSent) response.writeHead(500, { 'content-type': 'application/json' });
      response.end('{"message":"Server Error"}');
    });
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The server has no port.');
  return { server, url: `http://127.0.0.1:${address.port}` };
}

async function serve(
  request: IncomingMessage,
  response: ServerResponse,
  listening: Listening,
): Promise<void> {
  const back = listening.back();
  const url = new URL(request.url ?? '/', back.world.url);
  const path = apiPath(url);
  if (path === undefined) {
    if (listening.page !== undefined) listening.page(request, response);
    else response.writeHead(404).end();
    return;
  }
  const headers = Object.fromEntries(
    Object.entries(request.headers).map(([name, value]) => [
      name,
      Array.isArray(value) ? value.join(', ') : (value ?? ''),
    ]),
  );
  const body = await text(request);
  const exchange = await answer(back, path, { method: request.method ?? 'GET', url, headers, body });
  listening.onExchange(exchange);
  if (exchange.fault?.answer === 'drop') {
    request.socket.destroy();
    return;
  }
  const { status, answer: content, answerHeaders } = exchange;
  response.writeHead(status, answerHeaders);
  response.end(
    Buffer.isBuffer(content) ? content : content === undefined ? undefined : JSON.stringify(content),
  );
}
