import { readFileSync, statSync } from 'node:fs';
import { createServer, get, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { parseEnv } from 'node:util';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { parse } from 'yaml';
import { readEnvironment } from '../../src/github/serve/environment.ts';
import { type Judged, startJudgedStandIn } from '../judge/start-judged-stand-in.ts';
import { folder } from '../scan/files/repository.ts';
import { cli } from './cli.ts';

const MANIFEST = readFileSync('app.yml', 'utf8');
const URL_OF_OURS = 'https://purify.example.com';
let judged: Judged;

beforeEach(async () => {
  judged = await startJudgedStandIn();
});
afterEach(() => judged.finish());

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

/** The program at work, and the form that its page hands to GitHub. */
async function started(words: readonly string[] = []) {
  const { standIn } = judged;
  const [cwd, port] = [folder(), await freePort()];
  const env = { GHE_HOST: new URL(standIn.url).host, GHE_PROTOCOL: 'http' };
  const ran = cli(['register', '--url', `${URL_OF_OURS}/`, '--port', String(port), ...words], { cwd, env });
  const at = `http://127.0.0.1:${port}`;
  const shown = () =>
    fetch(at).then(
      (page) => page.text(),
      () => '',
    );
  await expect.poll(shown, { timeout: 20_000 }).not.toBe('');
  const page = (await shown()).replaceAll(/&#(\d+);/g, (_, code) => String.fromCharCode(Number(code)));
  const action = new URL(/action="([^"]+)"/.exec(page)?.[1] ?? '');
  const manifest: Record<string, unknown> = JSON.parse(/value="(.+)">/.exec(page)?.[1] ?? '');
  const back = (code: string, state: string) => fetch(`${manifest.redirect_url}?code=${code}&state=${state}`);
  return { standIn, ran, cwd, action, manifest, back, state: action.searchParams.get('state') ?? '' };
}

test('one click makes an App that serve can run with, and nobody else can read its secrets', async () => {
  const { standIn, ran, cwd, action, manifest, back, state } = await started(['--organization', 'octo']);
  expect(`${action.origin}${action.pathname}`).toBe(`${standIn.url}/organizations/octo/settings/apps/new`);
  const { hook_attributes: _, url: _url, ...file } = parse(MANIFEST);
  expect(manifest).toMatchObject(file);
  expect(manifest.hook_attributes).toEqual({ url: `${URL_OF_OURS}/api/github/webhooks`, active: true });

  const elsewhere = await new Promise<IncomingMessage>((resolve) =>
    get(
      String(manifest.redirect_url).replace('/created', '/'),
      { headers: { host: 'evil.example' } },
      resolve,
    ),
  );
  expect(elsewhere.statusCode).toBe(404);
  expect((await back(standIn.acceptManifest(), 'another-state')).status).toBe(404);
  expect((await back(standIn.acceptManifest(), state)).status).toBe(200);
  const { code, stdout, stderr } = await ran;
  expect(code).toBe(0);
  const written = parseEnv(readFileSync(join(cwd, '.env'), 'utf8'));
  for (const name of ['.env', 'private-key.pem']) expect(statSync(join(cwd, name)).mode & 0o077).toBe(0);
  // Else serve would look for the App at github.com.
  expect(written).toMatchObject({ GHE_HOST: new URL(standIn.url).host, GHE_PROTOCOL: 'http' });
  const environment = readEnvironment({ ...written, PRIVATE_KEY_PATH: join(cwd, 'private-key.pem') }, 'all');
  expect(environment).toMatchObject({
    settings: { secrets: [standIn.webhookSecret], app: { appId: standIn.appId } },
  });
  expect(stdout + stderr).not.toContain(standIn.webhookSecret);
});

test('a code that GitHub does not know is told in one sentence, and nothing is written', async () => {
  const { ran, cwd, back, state } = await started();
  expect((await back('made-up', state)).status).toBe(500);
  expect(await ran).toMatchObject({ code: 2, stderr: expect.stringContaining('shows no App of this code') });
  expect(() => statSync(join(cwd, '.env'))).toThrow();
});

test.each([
  ['an address without https', ['--url', 'http://x.example'], {}, 'Give an https address'],
  [
    'a key that is there',
    ['--url', URL_OF_OURS],
    { 'private-key.pem': 'old' },
    'private-key.pem is there already',
  ],
])('%s is refused', async (_, words, files, message) => {
  const { code, stderr } = await cli(['register', ...words], { cwd: folder(files) });
  expect(code).toBe(2);
  expect(stderr).toContain(message);
});
