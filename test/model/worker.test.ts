import { fork, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { ModelError } from '../../src/model/model-error.ts';
import { neededEnvironment } from '../../src/model/onnx/needed-environment.ts';
import { openPool } from '../../src/model/onnx/open-pool.ts';
import type { Setup } from '../../src/model/onnx/protocol.ts';
import { startWorker } from '../../src/model/onnx/start-worker.ts';
import { folder } from './fixture.ts';
import { field, modelFolder } from './model-folder.ts';

const setup: Setup = {
  folder: folder('tiny-defect'),
  task: 'classification',
  labels: 2,
  maxLength: 48,
  maxOutput: 48,
  maskToken: '<mask>',
  unknownToken: '<unk>',
  threads: 1,
};
const question = [{ code: ['int x = 0;'] }];

describe('a worker', () => {
  it('that ends in the midst of a question rejects it', async () => {
    const worker = await startWorker('tiny', setup);
    const asked = expect(worker.ask('encode', question)).rejects.toThrow(ModelError);
    await worker.stop();
    await asked;
    await expect(worker.ask('encode', question)).rejects.toThrow(/^tiny: the model is closed$/);
  });

  it('says what its model cannot do', async () => {
    const worker = await startWorker('tiny', setup);
    const asked = worker.ask('fill', { codes: [['x']], alternatives: 1 });
    await expect(asked).rejects.toThrow('tiny: a model for classification cannot fill');
    await worker.stop();
  });

  it('whose folder is empty does not start', async () => {
    const start = startWorker('tiny', { ...setup, folder: folder('none') });
    await expect(start).rejects.toThrow(/^tiny: .*tokenizer\.json is missing$/);
  });

  it('goes on where each process of a service is told to end, until its parent does', async () => {
    const worker = fork(resolve('src/model/onnx/worker.ts'), [`${process.pid}`], {
      serialization: 'advanced',
    });
    worker.send(setup);
    await once(worker, 'message');
    worker.kill('SIGTERM');
    worker.send({ kind: 'encode', question });
    expect(await once(worker, 'message')).toMatchObject([{ answer: [{ truncated: false }] }, undefined]);
    worker.disconnect();
    expect(await once(worker, 'exit')).toEqual([0, null]);
  });

  it('says nothing where nobody is there any more to hear its answer', async () => {
    const script = `
      import { startWorker } from ${JSON.stringify(resolve('src/model/onnx/start-worker.ts'))};
      const worker = await startWorker('tiny', ${JSON.stringify(setup)});
      setTimeout(() => process.kill(process.pid, 'SIGKILL'), 100);
      await worker.ask('encode', Array.from({ length: 8000 }, () => (${JSON.stringify(question[0])})));
    `;
    const parent = spawn(process.execPath, ['--input-type=module', '--eval', script]);
    // The model's process holds its stderr, too.
    expect(await parent.stderr.toArray()).toEqual([]);
  });

  it('that is killed says what may have been lacking', async () => {
    vi.stubEnv('NODE_OPTIONS', `--import=data:text/javascript,process.kill(process.pid,'SIGKILL')`);
    onTestFinished(() => void vi.unstubAllEnvs());
    await expect(startWorker('tiny', setup)).rejects.toThrow(
      'tiny: its process has ended (SIGKILL: perhaps the memory did not suffice)',
    );
  });

  it('knows no secret of its parent, and tells nobody of its sessions', () => {
    const env = { PRIVATE_KEY: 'x', NODE_AUTH_TOKEN: 'x', Path: '/bin', NODE_OPTIONS: '--no-warnings' };
    expect(neededEnvironment(env)).toEqual({
      Path: '/bin',
      NODE_OPTIONS: '--no-warnings',
      ORT_DISABLE_TELEMETRY: '1',
    });
  });
});

// Of onnx.proto: a loop that goes on for as long as it is told to, and is told so for ever.
const node = (type: string, inputs: readonly string[], output: string, ...more: readonly Uint8Array[]) =>
  field(1, ...inputs.map((each) => field(1, each)), field(2, output), field(4, type), ...more);
const value = (name: string, type: number, ...shape: readonly Uint8Array[]) => [
  field(1, name),
  field(2, field(1, Uint8Array.of(8, type), ...shape)),
];
const [INT64, BOOL] = [7, 9];
const NO_DIMENSIONS = field(2);
const body = [
  node('Identity', ['go on'], 'still go on'),
  node('Identity', ['old'], 'new'),
  field(2, 'body'),
  field(11, ...value('turn', INT64, NO_DIMENSIONS)),
  field(11, ...value('go on', BOOL, NO_DIMENSIONS)),
  field(11, ...value('old', INT64)),
  field(12, ...value('still go on', BOOL, NO_DIMENSIONS)),
  field(12, ...value('new', INT64)),
];
const A_GRAPH = Uint8Array.of(0xa0, 1, 5);
const ENDLESS = node(
  'Loop',
  ['', '', 'input_ids'],
  'x',
  field(5, field(1, 'body'), field(6, ...body), A_GRAPH),
);

const lean = {
  inputs: [{ code: ['int ', { hidden: 'x', as: 'unknown' }, ';'] }],
  name: 'y',
  target: 1,
} as const;

describe('a graph without end', () => {
  it.each(['model.onnx', 'gradient.onnx'])(
    'in %s ends with one sentence, and its process with it',
    async (file) => {
      const model = modelFolder('tiny-defect');
      model.merge(field(7, ENDLESS), file);
      const limits = { opening: 3000, answer: 3000 };
      const own = {
        ...setup,
        folder: model.dir,
        ...(file === 'gradient.onnx' && { gradients: true as const }),
      };
      const asked = startWorker('tiny', own, limits).then((worker) => worker.ask('lean', lean));
      await expect(asked).rejects.toThrow(/^tiny: it did not answer within 3 seconds, so it was stopped/);
    },
  );

  it('does not outlive whoever asked, killed as it may be', async () => {
    const model = modelFolder('tiny-defect');
    model.merge(field(7, ENDLESS), 'gradient.onnx');
    const own = JSON.stringify({ ...setup, folder: model.dir, gradients: true });
    const script = `
      import { startWorker } from ${JSON.stringify(resolve('src/model/onnx/start-worker.ts'))};
      const worker = await startWorker('tiny', ${own});
      setTimeout(() => process.kill(process.pid, 'SIGKILL'), 1000);
      await worker.ask('lean', ${JSON.stringify(lean)});
    `;
    const parent = spawn(process.execPath, ['--input-type=module', '--eval', script]);
    // The model's process holds its stderr, too.
    await once(parent, 'close');
    expect(parent.signalCode).toBe('SIGKILL');
  });
});

it('a graph that names its nodes after the commands of a terminal gives it none', async () => {
  const model = modelFolder('tiny-defect');
  const wrong = node('MatMul', ['input_ids', 'input_ids'], 'x', field(3, '\u001b[31mred'));
  model.merge(field(7, wrong));
  const script = `
    import { startWorker } from ${JSON.stringify(resolve('src/model/onnx/start-worker.ts'))};
    await startWorker('tiny', ${JSON.stringify({ ...setup, folder: model.dir })}).catch(({ message }) => console.log(message));
  `;
  const { stdout, stderr } = spawnSync(process.execPath, ['--input-type=module', '--eval', script], {
    encoding: 'utf8',
  });
  expect(stdout).toContain('while running MatMul');
  expect(stderr).toBe('');
});

describe('a pool', () => {
  it('answers many questions at once, and goes on after one that it could not', async () => {
    const pool = await openPool('tiny', setup, 2);
    const bad = expect(pool.ask('fill', { codes: [['x']], alternatives: 1 })).rejects.toThrow(ModelError);
    const answers = await Promise.all(Array.from({ length: 20 }, () => pool.ask('encode', question)));
    await bad;
    expect(new Set(answers.map(([row]) => row?.inputId)).size).toBe(1);
    await pool.close();
    await expect(pool.ask('encode', question)).rejects.toThrow(ModelError);
  });

  it('starts another process for one that broke down', async () => {
    const pool = await openPool('tiny', setup, 1);
    await pool.ask('close', null);
    const [lost, ...waiting] = [1, 2, 3].map(() => pool.ask('encode', question));
    await expect(lost).rejects.toThrow('tiny: its process has ended');
    expect((await Promise.all(waiting)).flat()).toHaveLength(2);
    await pool.close();
  });

  it('starts another process for one that broke down while nothing was asked of it', async () => {
    const pool = await openPool('tiny', setup, 1);
    await pool.ask('close', null);
    await setTimeout(2000);
    expect(await pool.ask('encode', question)).toHaveLength(1);
    await pool.close();
  });

  it('leaves nobody waiting where no other process can be started', async () => {
    const model = modelFolder('tiny-defect');
    const pool = await openPool('tiny', { ...setup, folder: model.dir }, 1);
    rmSync(join(model.dir, 'tokenizer.json'));
    await pool.ask('close', null);
    await pool.ask('encode', question).catch(() => undefined);
    const asked = [1, 2, 3].map(() => pool.ask('encode', question));
    for (const each of asked) await expect(each).rejects.toThrow('tokenizer.json is missing');
    await pool.close();
  });
});
