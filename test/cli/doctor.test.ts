import { generateKeyPairSync } from 'node:crypto';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { APP_EVENTS } from '../../src/github/app-needs.ts';
import { type Judged, startJudgedStandIn } from '../judge/start-judged-stand-in.ts';
import { folder } from '../scan/files/repository.ts';
import { cli, tiny } from './cli.ts';

let judged: Judged;

beforeEach(async () => {
  judged = await startJudgedStandIn({ app: { events: [...APP_EVENTS] } });
});

afterEach(() => judged.finish());

const NONE = {
  GITHUB_TOKEN: '',
  GH_TOKEN: '',
  APP_ID: '',
  PRIVATE_KEY: '',
  WEBHOOK_SECRET: '',
  DATABASE_URL: '',
};

/** The environment of an App that lacks nothing. */
function whole() {
  const { standIn } = judged;
  return {
    ...NONE,
    GHE_HOST: new URL(standIn.url).host,
    GHE_PROTOCOL: 'http',
    APP_ID: String(standIn.appId),
    PRIVATE_KEY: standIn.privateKey,
    WEBHOOK_SECRET: 'a secret of our own',
  };
}

test('what a scan needs is here', async () => {
  const { code, stdout } = await cli(['doctor', 'scan'], { env: NONE });
  expect(code).toBe(0);
  expect(stdout).toMatch(/^scan\n {2}fine {5}Node 24/);
  expect(stdout).toContain('fine     defect-c: its files are what they were.');
  expect(stdout).toContain('note     defect-c-backdoored is backdoored on purpose by');
});

test('models of one’s own are looked at where they are named', async () => {
  const root = resolve(tiny('defect'), '..');
  const { code, stdout } = await cli(['doctor', 'scan', '--models', root], { env: NONE });
  expect(code).toBe(1);
  expect(stdout).toContain('fine     tiny-defect: its files are what they were.');
  expect(stdout).toContain(`run codepurify calibrate --victim ${join(root, 'tiny-defect')} --clean PATHS`);
  expect(stdout).not.toContain('defect-c');
});

test('an App that lacks nothing', async () => {
  judged.standIn.repository('ada/engine');
  judged.standIn.install('ada');
  const words = ['doctor', 'serve', '--data', join(folder(), 'queue')];
  const { code, stdout } = await cli(words, { env: whole() });
  expect(stdout).not.toContain('missing');
  expect(code).toBe(0);
  expect(stdout).toContain('knows the App as codepurify.');
});

test.each([
  ['web', { APP_ID: '', PRIVATE_KEY: '' }, ['WEBHOOK_SECRET is missing'], 'knows the App'],
  ['worker', { WEBHOOK_SECRET: '' }, ['APP_ID is missing', 'PRIVATE_KEY'], 'the webhook'],
])('a %s is judged by what it needs', async (role, without, wanted, other) => {
  judged.standIn.install('ada');
  const words = ['doctor', 'serve', '--role', role];
  const DATABASE_URL = 'postgres://me:hidden@127.0.0.1:1/jobs';
  const { stdout } = await cli(words, { env: { ...whole(), ...without, DATABASE_URL } });
  expect(stdout.match(/^ {2}missing .*/gm)).toEqual([expect.stringContaining('cannot be used')]);
  expect(stdout).not.toContain(other);
  const bare = await cli(words, { env: NONE });
  for (const message of [...wanted, 'DATABASE_URL is missing']) expect(bare.stdout).toContain(message);
  expect(bare.stdout).not.toContain(other);
});

const OTHER = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey;

test.each([
  ['no secret', { WEBHOOK_SECRET: '' }, 'WEBHOOK_SECRET is missing'],
  [
    'a database that does not answer',
    { DATABASE_URL: 'postgres://me:hidden@127.0.0.1:1/jobs' },
    'PostgreSQL at 127.0.0.1:1/jobs cannot be used',
  ],
  [
    'another key',
    { PRIVATE_KEY: OTHER.export({ type: 'pkcs1', format: 'pem' }).toString() },
    'does not take the token or key: make a new one.',
  ],
  ['no GitHub there', { GHE_HOST: '127.0.0.1:1' }, '127.0.0.1:1 does not answer'],
])('%s is named, with what mends it', async (_, env, message) => {
  const words = ['doctor', 'serve', '--data', join(folder(), 'queue')];
  const { code, stdout } = await cli(words, { env: { ...whole(), ...env } });
  expect(code).toBe(1);
  expect(stdout).toContain(message);
  expect(stdout).not.toContain('hidden');
});

test('a permission that was not granted is named, with what is lost', async () => {
  const { standIn } = judged;
  standIn.repository('ada/engine');
  const installation = standIn.install('ada');
  standIn.acceptPermissions(installation, { ...installation.permissions, contents: 'read' });
  const words = ['doctor', 'serve', '--data', join(folder(), 'queue')];
  const { code, stdout } = await cli(words, { env: whole() });
  expect(code).toBe(0);
  expect(stdout).toContain('Installed for ada it may not write contents, so apply commits nothing');
});

test('a token is tried', async () => {
  const { standIn } = judged;
  const env = { ...whole(), GITHUB_TOKEN: standIn.userToken('ada') };
  expect(await cli(['doctor', 'review'], { env })).toMatchObject({
    code: 0,
    stdout: expect.stringContaining('takes the token'),
  });
  expect(await cli(['doctor', 'review'], { env: { ...env, GITHUB_TOKEN: 'ghp_no' } })).toMatchObject({
    code: 1,
    stdout: expect.stringContaining('does not take the token'),
  });
});
