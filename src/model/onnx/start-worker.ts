import { Worker } from 'node:worker_threads';
import { ModelError } from '../model-error.ts';
import type { Asked, Exchange, Kind, Setup, Told } from './protocol.ts';

/** A thread that holds one copy of a model. It is asked one thing at a time. */
export interface ModelWorker {
  /** False for good once the thread has ended. */
  isAlive(): boolean;
  ask<K extends Kind>(kind: K, question: Exchange[K]['question']): Promise<Exchange[K]['answer']>;
  /** Ends the thread, in the midst of a question if need be. */
  stop(): Promise<void>;
}

// The same file as TypeScript in the source and as JavaScript in the package.
const ENTRY = new URL(import.meta.url.endsWith('.ts') ? './worker.ts' : './worker.js', import.meta.url);

/** Starts a thread and waits until its model is open. Rejects with ModelError, naming `model`, if it cannot be. */
export async function startWorker(model: string, setup: Setup): Promise<ModelWorker> {
  // Without the options of this process: some, such as --input-type, are refused by a worker.
  const worker = new Worker(ENTRY, { workerData: setup, name: `codepurify ${model}`, execArgv: [] });
  let waiting: ((told: Told) => void) | undefined;
  let ended: string | undefined;

  function settle(told: Told): void {
    const settled = waiting;
    waiting = undefined;
    // Only a question in hand keeps the process alive.
    worker.unref();
    settled?.(told);
  }

  function end(reason: string): void {
    ended ??= reason;
    settle({ failure: ended });
  }

  worker.on('message', settle);
  worker.on('messageerror', (error) => end(`its worker thread cannot be understood: ${error.message}`));
  worker.on('error', (error) => end(`its worker thread broke down: ${error.message}`));
  worker.on('exit', () => end('its worker thread has ended'));

  async function told(): Promise<unknown> {
    const message = await new Promise<Told>((resolve) => {
      if (ended !== undefined) return resolve({ failure: ended });
      waiting = resolve;
      worker.ref();
    });
    if ('failure' in message) throw new ModelError(`${model}: ${message.failure}`);
    return message.answer;
  }

  await told();
  return {
    isAlive: () => ended === undefined,
    async ask<K extends Kind>(kind: K, question: Exchange[K]['question']) {
      const asked: Asked<K> = { kind, question };
      const answer = told();
      worker.postMessage(asked);
      return (await answer) as Exchange[K]['answer'];
    },
    async stop() {
      end('the model is closed');
      await worker.terminate();
    },
  };
}
