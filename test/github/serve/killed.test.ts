import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { expect, test } from 'vitest';
import { pullRequest } from '../example.ts';
import { dataFolder } from '../queue/temporary-queue.ts';
import { deliver, SECRET } from './deliver.ts';
import { PRIVATE_KEY } from './private-key.ts';
import { type TinyGitHub, tinyGitHub } from './tiny-github.ts';

test('the job of a killed process is done again, once, and SIGTERM ends it in peace', async () => {
  using folder = dataFolder();
  await using github = await tinyGitHub();
  const record = join(folder.path, '..', 'record');
  writeFileSync(record, '');
  const written = () => readFileSync(record, 'utf8').split('\n').filter(Boolean);

  const first = await started(record, 60_000, folder.path, github);
  await deliver(first.port, 'pull_request', pullRequest('opened', 1, 'a'));
  await deliver(first.port, 'pull_request', pullRequest('opened', 2, 'a'));
  await expect.poll(written, { timeout: 20_000 }).toEqual(['1 a began 1']);
  first.child.kill('SIGKILL');
  await once(first.child, 'exit');

  const second = await started(record, 100, folder.path, github);
  await deliver(second.port, 'pull_request', pullRequest('labeled', 1, 'a'));
  await expect.poll(written, { timeout: 20_000 }).toContain('2 a done');
  await expect.poll(written, { timeout: 20_000 }).toContain('1 a done');
  second.child.kill('SIGTERM');
  expect(await once(second.child, 'exit')).toEqual([0, null]);
  expect(written().toSorted()).toEqual(['1 a began 1', '1 a began 2', '1 a done', '2 a began 1', '2 a done']);
});

async function started(
  record: string,
  milliseconds: number,
  data: string,
  github: TinyGitHub,
): Promise<{ readonly child: ChildProcess; readonly port: number }> {
  const script = resolve('test/github/serve/served-process.ts');
  const child = spawn(process.execPath, [script, record, String(milliseconds), '--data', data], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: {
      ...process.env,
      PORT: '0',
      APP_ID: '1',
      PRIVATE_KEY,
      WEBHOOK_SECRET: SECRET,
      GHE_HOST: new URL(github.baseUrl).host,
      GHE_PROTOCOL: 'http',
    },
  });
  for await (const line of createInterface({ input: child.stdout })) {
    const { msg, port }: { msg?: string; port?: number } = JSON.parse(line);
    if (msg === 'listening' && port !== undefined) {
      child.stdout.resume();
      return { child, port };
    }
  }
  throw new Error('The process ended before it listened.');
}
