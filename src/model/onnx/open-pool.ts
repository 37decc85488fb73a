import { ModelError } from '../model-error.ts';
import type { Exchange, Kind, Setup } from './protocol.ts';
import { type ModelWorker, startWorker } from './start-worker.ts';

/** Some threads with the same model in each. */
export interface Pool {
  readonly size: number;
  /** Asks whichever thread is free first. Rejects with ModelError. */
  ask<K extends Kind>(kind: K, question: Exchange[K]['question']): Promise<Exchange[K]['answer']>;
  /** Ends each thread once the question in its hand is answered. What was not yet asked is rejected. */
  close(): Promise<void>;
}

/**
 * Opens a model in one thread, so that what is wrong with it is known at once; up to `size` threads start as
 * they are needed. A thread that breaks down takes the pool with it: what broke one would break the next.
 */
export async function openPool(model: string, setup: Setup, size: number): Promise<Pool> {
  const idle: ModelWorker[] = [await startWorker(model, setup)];
  const all = new Set<Promise<ModelWorker>>(idle.map((worker) => Promise.resolve(worker)));
  const queue: ((worker: ModelWorker) => void)[] = [];
  const running = new Set<Promise<unknown>>();
  let closed = false;

  async function free(): Promise<ModelWorker> {
    const worker = idle.pop();
    if (worker) return worker;
    if (all.size >= size) return new Promise((resolve) => queue.push(resolve));
    const started = startWorker(model, setup);
    all.add(started);
    return started;
  }

  function giveBack(worker: ModelWorker): void {
    const next = queue.shift();
    if (next) next(worker);
    else idle.push(worker);
  }

  async function askOne<K extends Kind>(
    kind: K,
    question: Exchange[K]['question'],
  ): Promise<Exchange[K]['answer']> {
    const worker = await free();
    try {
      if (closed) throw new ModelError(`${model}: the model is closed`);
      return await worker.ask(kind, question);
    } finally {
      giveBack(worker);
    }
  }

  return {
    size,
    ask(kind, question) {
      if (closed) return Promise.reject(new ModelError(`${model}: the model is closed`));
      const answer = askOne(kind, question);
      running.add(answer);
      const done = () => running.delete(answer);
      answer.then(done, done);
      return answer;
    },
    async close() {
      closed = true;
      await Promise.allSettled(running);
      const started = await Promise.allSettled(all);
      for (const worker of started) {
        if (worker.status === 'rejected') continue;
        await worker.value.ask('close', null).catch(() => null);
        await worker.value.stop();
      }
    },
  };
}
