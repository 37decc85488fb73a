import type { ServerResponse } from 'node:http';
import type { Html } from '../../src/scan/report/html.ts';

export interface Reply {
  readonly status: number;
  readonly type: 'text/html' | 'text/plain' | 'text/css' | 'text/javascript';
  readonly content: string | Buffer;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Whatever a comment holds, only our own script and style are loaded, and nothing from elsewhere. */
const HEADERS = {
  'content-security-policy': [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "connect-src 'self'",
    'img-src data:',
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join('; '),
  'x-content-type-options': 'nosniff',
  // Not less: our own forms have to say where they come from.
  'referrer-policy': 'same-origin',
  'cache-control': 'no-store',
};

export function send(response: ServerResponse, { status, type, content, headers }: Reply): void {
  response.writeHead(status, { ...HEADERS, 'content-type': `${type}; charset=utf-8`, ...headers });
  response.end(content);
}

export function webPage(status: number, page: Html): Reply {
  return { status, type: 'text/html', content: page.text };
}

export function text(status: number, words: string): Reply {
  return { status, type: 'text/plain', content: words };
}

export function redirect(location: string): Reply {
  return { ...text(303, ''), headers: { location } };
}
