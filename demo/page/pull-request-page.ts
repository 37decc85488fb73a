import { createHash } from 'node:crypto';
import type { IncomingMessage, RequestListener } from 'node:http';
import { html } from '../../src/scan/report/html.ts';
import { PullHandle } from '../github/control/pull-handle.ts';
import { act } from './act.ts';
import { layout } from './layout.ts';
import { pullPage } from './pull-page.ts';
import { readForm } from './read-form.ts';
import { type Reply, redirect, send, text, webPage } from './reply.ts';
import type { Shown, ShownPull } from './shown.ts';
import { staticFile } from './static-file.ts';

/** The pages of the stand-in's pull requests. A click does what it does on GitHub. */
export function pullRequestPage(shown: () => Shown): RequestListener {
  return (request, response) => {
    answer(request, shown())
      .catch(() => text(500, 'Internal error.'))
      .then((reply) => send(response, reply));
  };
}

async function answer(request: IncomingMessage, shown: Shown): Promise<Reply> {
  const { host, pathname } = new URL(request.url ?? '/', shown.standIn.url);
  // A page elsewhere whose name leads here is not ours.
  if (request.headers.host !== host) return text(421, `Ask ${shown.standIn.url}`);
  const file = staticFile(pathname);
  if (file !== undefined) return file;
  const found = pullAt(pathname, shown);
  if (found === undefined) return pathname === '/' ? newest(shown) : notFound;
  if (request.method === 'POST') return posted(request, found);
  if (found.verb !== '') return notFound;
  const content = pullPage(found.pull).text;
  const etag = `"${createHash('sha256').update(content).digest('base64url')}"`;
  if (request.headers['if-none-match'] === etag) return { ...text(304, ''), headers: { etag } };
  return { status: 200, type: 'text/html', content, headers: { etag } };
}

interface Found {
  readonly pull: ShownPull;
  /** What stands behind its path. */
  readonly verb: string;
}

function pullAt(pathname: string, shown: Shown): Found | undefined {
  const { repository } = shown.repository;
  const root = rootOf(shown);
  if (!pathname.startsWith(root)) return undefined;
  const [, number = '', verb = ''] = /^(\d{1,9})(?:\/([a-z-]+))?$/.exec(pathname.slice(root.length)) ?? [];
  const pull = repository.pulls.get(Number(number));
  if (pull === undefined) return undefined;
  const handle = new PullHandle(shown.standIn.world, pull);
  return { pull: { ...shown, pull: handle, path: root + number }, verb };
}

async function posted(request: IncomingMessage, { pull, verb }: Found): Promise<Reply> {
  if (request.headers.origin !== pull.standIn.url) return text(403, 'Forms of other pages are not taken.');
  const form = await readForm(request);
  if (form === undefined) return text(413, 'That is too long.');
  const acted = act(pull, verb, form);
  if (acted === undefined) return notFound;
  if (acted.ok) return redirect(pull.path);
  // The script shows the sentence where it stands; without it, this is a page.
  if (request.headers.accept === 'text/plain') return text(409, acted.problem);
  return saying(409, acted.problem, pull.path);
}

function newest(shown: Shown): Reply {
  const last = [...shown.repository.repository.pulls.keys()].at(-1);
  return last === undefined ? notFound : redirect(`${rootOf(shown)}${last}`);
}

function rootOf({ repository: { owner, name } }: Shown): string {
  return `/${owner}/${name}/pull/`;
}

const notFound = saying(404, 'The stand-in has no such page.', '/');

function saying(status: number, words: string, back: string): Reply {
  const body = html`<main class="alone"><h1>${words}</h1><p><a href="${back}">To the pull request</a></p></main>`;
  return webPage(status, layout(words, body));
}
