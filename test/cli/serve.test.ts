import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { expect, test } from 'vitest';
import { WEBHOOK_PATH } from '../../src/github/app-needs.ts';
import { startJudgedStandIn } from '../judge/start-judged-stand-in.ts';
import { folder } from '../scan/files/repository.ts';
import { cli, SOURCE, tiny } from './cli.ts';

const MODELS = resolve(tiny('defect'), '..');

test.each([
  ['nothing', () => folder(), 'name a folder that holds one folder for each model'],
  ['a model itself', () => tiny('defect'), 'it is a model itself, so name the folder that it lies in'],
])('a folder of models that is %s is told before anything starts', async (_, root, words) => {
  const env = { APP_ID: '1', PRIVATE_KEY: '', WEBHOOK_SECRET: 'of our own' };
  const { standIn, finish } = await startJudgedStandIn();
  const named = root();
  const place = { env: { ...env, PRIVATE_KEY: standIn.privateKey } };
  const { code, stderr } = await cli(['serve', '--models', named], place);
  expect(code).toBe(2);
  expect(stderr).toContain(`--models ${named} holds no victim that can be used`);
  expect(stderr).toContain(words);
  await finish();
});

test('an operator’s own victim is asked by the name of its folder', async () => {
  const { standIn, finish } = await startJudgedStandIn();
  const repository = standIn.repository('ada/engine');
  repository.commit({ '.github/codepurify.yml': 'victims: [{ name: tiny-defect }]\n', 'a.c': SOURCE });
  standIn.install('ada');
  const words = ['serve', '--models', MODELS, '--data', join(folder(), 'queue')];
  const child = spawn(process.execPath, [resolve('src/cli/main.ts'), ...words], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: {
      ...process.env,
      PORT: '0',
      APP_ID: String(standIn.appId),
      PRIVATE_KEY: standIn.privateKey,
      WEBHOOK_SECRET: standIn.webhookSecret,
      GHE_HOST: new URL(standIn.url).host,
      GHE_PROTOCOL: 'http',
    },
  });
  try {
    for await (const line of createInterface({ input: child.stdout })) {
      const { msg, port }: { msg?: string; port?: number } = JSON.parse(line);
      if (msg !== 'listening') continue;
      standIn.deliverTo(`http://localhost:${port}${WEBHOOK_PATH}`);
      break;
    }
    child.stdout.resume();
    const pull = repository.openPullRequest({ 'a.c': SOURCE.replace('a + b', 'b + a') });
    await expect.poll(() => pull.checkRuns.at(-1)?.status, { timeout: 30_000 }).toBe('completed');
    // It was found and opened: only its yardstick lacks.
    expect(pull.checkRuns.at(-1)?.output.summary).toContain('tiny-defect is not calibrated');
  } finally {
    child.kill('SIGTERM');
    await once(child, 'exit');
  }
  await finish();
});
