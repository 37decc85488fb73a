import { timingSafeEqual } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { ProbotOctokit } from 'probot';
import { z } from 'zod';
import { UsageError } from '../../scan/usage-error.ts';
import type { Address } from '../address.ts';
import { githubProblem } from '../once/github-problem.ts';
import { manifestOf } from './manifest.ts';
import { donePage, startPage } from './pages.ts';

const registeredSchema = z.object({
  id: z.int().positive(),
  html_url: z.url(),
  pem: z.string().min(1),
  webhook_secret: z.string().min(1),
});

/** What GitHub tells once, and nobody again. */
export type Registered = z.infer<typeof registeredSchema>;

export interface Registration {
  readonly name: string;
  readonly url: string;
  /** Who is to own the App; whoever is logged in where it is left out. */
  readonly organization?: string;
  readonly github: Address;
  readonly port: number;
  readonly signal: AbortSignal;
  /** Where a browser of this machine is to be led. */
  onListening(address: string): void;
  /** Keeps what GitHub told, before the browser is shown that all went well. */
  keep(registered: Registered): Promise<void>;
}

const SILENT = { debug() {}, info() {}, warn() {}, error() {} };

/**
 * Has GitHub make an App from our manifest: a page on this machine leads the browser there, and GitHub sends it back with a
 * code that is good once. Only who holds the page's random word can hand us a code.
 */
export async function registerApp(registration: Registration): Promise<void> {
  const { name, url, organization, github, port, signal, onListening, keep } = registration;
  const state = crypto.randomUUID();
  const owner = organization === undefined ? '' : `/organizations/${encodeURIComponent(organization)}`;
  const action = `${github.web}${owner}/settings/apps/new?state=${state}`;
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  const server = createServer((request, response) => {
    const show = (status: number, page: string) => {
      response.writeHead(status, { 'content-type': 'text/html; charset=utf-8', connection: 'close' });
      response.end(page);
    };
    // A page elsewhere that calls itself by our address must not read the random word.
    const asked = URL.parse(request.url ?? '/', here());
    if (asked === null || `http://${request.headers.host}` !== here()) {
      return show(404, 'There is nothing here.');
    }
    const { pathname, searchParams } = asked;
    if (pathname === '/') {
      const manifest = manifestOf({ name, url, redirect: `${here()}/created` });
      return show(200, startPage(action, manifest));
    }
    const code = searchParams.get('code') ?? '';
    if (pathname !== '/created' || code === '' || !same(searchParams.get('state') ?? '', state)) {
      return show(404, 'There is nothing here.');
    }
    registered(code, github.api, signal)
      .then(async (app) => {
        await keep(app);
        show(200, donePage(`${app.html_url}/installations/new`));
        resolve();
      })
      .catch((error: unknown) => {
        show(500, 'The App could not be registered: the terminal says why.');
        reject(error);
      });
  });
  const here = () => `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  server.on('error', () => reject(new UsageError(`Port ${port} cannot be used: name another with --port.`)));
  const stop = () => reject(signal.reason);
  signal.addEventListener('abort', stop, { once: true });
  server.listen(port, '127.0.0.1', () => onListening(here()));
  try {
    await promise;
  } finally {
    signal.removeEventListener('abort', stop);
    server.close();
  }
}

async function registered(code: string, api: string, signal: AbortSignal): Promise<Registered> {
  const octokit = new ProbotOctokit({ baseUrl: api, log: SILENT });
  try {
    const { data } = await octokit.rest.apps.createFromManifest({ code, request: { signal } });
    return registeredSchema.parse(data);
  } catch (error) {
    signal.throwIfAborted();
    const problem = githubProblem(error, api, 'App of this code');
    throw problem === undefined ? error : new UsageError(problem.message);
  }
}

function same(one: string, other: string): boolean {
  const [a, b] = [Buffer.from(one), Buffer.from(other)];
  return a.length === b.length && timingSafeEqual(a, b);
}
