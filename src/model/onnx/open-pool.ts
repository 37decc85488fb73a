import { ModelError } from '../model-error.ts';
import type { Exchange, Kind, Setup } from './protocol.ts';
import { type ModelWorker, startWorker } from './start-worker.ts';

/** Some processes with the same model in each. */
export interface Pool {
  readonly size: number;
  /** Asks whichever process is free first. Rejects with ModelError. */
  ask<K extends Kind>(kind: K, question: Exchange[K]['question']): Promise<Exchange[K]['answer']>;
  /** Ends each process once the question in its hand is answered. What was not yet asked is rejected. */
  close(): Promise<void>;
}

/**
 * Opens a model in one process, so that what is wrong with it is known at once; up to `size` of them start as
 * they are needed. One that breaks down fails the question in its hand, and the next one starts another.
 */
export async function openPool(model: string, setup: Setup, size: number): Promise<Pool> {
  const first = await startWorker(model, setup);
  const idle: ModelWorker[] = [first];
  const all = new Set<ModelWorker>([first]);
  const queue: PromiseWithResolvers<ModelWorker>[] = [];
  const running = new Set<Promise<unknown>>();
  let starting = 0;
  let closed = false;

  async function start(): Promise<ModelWorker> {
    starting += 1;
    try {
      const worker = await startWorker(model, setup);
      all.add(worker);
      return worker;
    } finally {
      starting -= 1;
    }
  }

  async function free(): Promise<ModelWorker> {
    for (let worker = idle.pop(); worker; worker = idle.pop()) {
      if (worker.isAlive()) return worker;
      all.delete(worker);
    }
    if (all.size + starting < size) {
      return start().catch((reason) => {
        replace();
        throw reason;
      });
    }
    const place = Promise.withResolvers<ModelWorker>();
    queue.push(place);
    return place.promise;
  }

  function giveBack(worker: ModelWorker): void {
    if (!worker.isAlive()) {
      all.delete(worker);
      replace();
      return;
    }
    const next = queue.shift();
    if (next) next.resolve(worker);
    else idle.push(worker);
  }

  /** Whoever waits gets a new process; where none can be started nobody is left to wait. */
  function replace(): void {
    const next = queue.shift();
    if (next === undefined) return;
    start().then(next.resolve, (reason) => {
      for (const { reject } of [next, ...queue.splice(0)]) reject(reason);
    });
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
      for (const worker of all) {
        await worker.ask('close', null).catch(() => null);
        await worker.stop();
      }
    },
  };
}
