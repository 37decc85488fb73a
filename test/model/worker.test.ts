import { describe, expect, it } from 'vitest';
import { ModelError } from '../../src/model/model-error.ts';
import { openPool } from '../../src/model/onnx/open-pool.ts';
import type { Setup } from '../../src/model/onnx/protocol.ts';
import { startWorker } from '../../src/model/onnx/start-worker.ts';
import { folder } from './fixture.ts';

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

  it('starts another thread for one that broke down', async () => {
    const pool = await openPool('tiny', setup, 1);
    await pool.ask('close', null);
    const [lost, ...waiting] = [1, 2, 3].map(() => pool.ask('encode', question));
    await expect(lost).rejects.toThrow('tiny: its worker thread has ended');
    expect((await Promise.all(waiting)).flat()).toHaveLength(2);
    await pool.close();
  });
});
