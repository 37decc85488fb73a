import { expect, test } from 'vitest';
import { type Role, readEnvironment } from '../../../src/github/serve/environment.ts';
import { PRIVATE_KEY } from './private-key.ts';

const GOOD = { APP_ID: '12', PRIVATE_KEY, WEBHOOK_SECRET: 'long and random' };
const DATABASE_URL = 'postgres://me:pass@db.example/queue';

const wrong: [Role, Record<string, string | undefined>, RegExp][] = [
  ['all', { WEBHOOK_SECRET: undefined }, /^WEBHOOK_SECRET is missing: .+\.$/],
  ['all', { WEBHOOK_SECRET: '  ' }, /^WEBHOOK_SECRET is missing/],
  ['all', { WEBHOOK_SECRET: 'development' }, /^A webhook secret is "development"/],
  ['all', { WEBHOOK_SECRET_PREVIOUS: 'development' }, /^A webhook secret is "development"/],
  ['all', { APP_ID: undefined }, /^APP_ID is missing/],
  ['all', { APP_ID: 'my-app' }, /^APP_ID is not a number/],
  ['all', { PRIVATE_KEY: undefined }, /^PRIVATE_KEY is missing/],
  ['all', { PRIVATE_KEY: 'c2VjcmV0' }, /^PRIVATE_KEY is not an RSA private key/],
  ['all', { PRIVATE_KEY: undefined, PRIVATE_KEY_PATH: 'no/such.pem' }, /^PRIVATE_KEY_PATH cannot be read/],
  ['all', { PORT: 'http' }, /^PORT is not a number/],
  ['all', { PORT: '70000' }, /^PORT is above 65535/],
  ['all', { LOG_LEVEL: 'loud' }, /^LOG_LEVEL is none of fatal, /],
  ['all', { GHE_HOST: 'https://ghe.example/' }, /^GHE_HOST is not a host name/],
  ['all', { DATABASE_URL: 'mysql://x/y' }, /^DATABASE_URL is not an address of PostgreSQL/],
  ['web', {}, /^DATABASE_URL is missing: --role web/],
  ['worker', {}, /^DATABASE_URL is missing: --role worker/],
];

test.each(wrong)('as %s with %o one sentence says what is wrong', (role, change, sentence) => {
  const read = readEnvironment({ ...GOOD, ...change }, role);
  expect(read.kind === 'problems' && read.problems).toEqual([expect.stringMatching(sentence)]);
});

test('no sentence shows a secret', () => {
  const secrets = { WEBHOOK_SECRET: 'development', PRIVATE_KEY: 'hush', DATABASE_URL: 'x://u:hush@h' };
  expect(JSON.stringify(readEnvironment(secrets, 'all'))).not.toContain('hush');
});

test('each role needs only what it uses', () => {
  const web = readEnvironment({ WEBHOOK_SECRET: 's', DATABASE_URL }, 'web');
  expect(web).toMatchObject({ kind: 'settings', settings: { secrets: ['s'], databaseUrl: DATABASE_URL } });
  expect(web.kind === 'settings' && web.settings.app).toBeUndefined();
  const { WEBHOOK_SECRET, ...worker } = { ...GOOD, DATABASE_URL };
  expect(readEnvironment(worker, 'worker')).toMatchObject({
    kind: 'settings',
    settings: { app: { appId: 12 } },
  });
});

test.each([
  ['as it is', PRIVATE_KEY],
  ['with \\n written out', PRIVATE_KEY.trim().replaceAll('\n', '\\n')],
  ['in Base64', Buffer.from(PRIVATE_KEY).toString('base64')],
])('the key is taken %s', (_, key) => {
  const read = readEnvironment({ ...GOOD, PRIVATE_KEY: key }, 'all');
  expect(read.kind === 'settings' && read.settings.app?.privateKey.trim()).toBe(PRIVATE_KEY.trim());
});

test.each([
  [{}, 'https://api.github.com'],
  [{ GHE_HOST: 'ghe.example' }, 'https://ghe.example/api/v3'],
  [{ GHE_HOST: '127.0.0.1:4000', GHE_PROTOCOL: 'http' }, 'http://127.0.0.1:4000/api/v3'],
])('with %o GitHub is at %s', (more, baseUrl) => {
  const read = readEnvironment({ ...GOOD, ...more }, 'all');
  expect(read.kind === 'settings' && read.settings.app?.baseUrl).toBe(baseUrl);
});

test('both secrets count during a rotation, and by default it listens on this machine only', () => {
  const read = readEnvironment({ ...GOOD, WEBHOOK_SECRET_PREVIOUS: 'older' }, 'all');
  expect(read).toMatchObject({
    settings: { secrets: ['long and random', 'older'], host: 'localhost', port: 3000, logLevel: 'info' },
  });
});
