import { type ChildProcess, fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { ModelError } from '../model-error.ts';
import { neededEnvironment } from './needed-environment.ts';
import type { Asked, Exchange, Kind, Setup, Told } from './protocol.ts';

/** A process that holds one copy of a model. It is asked one thing at a time. */
export interface ModelWorker {
  /** False for good once the process has ended. */
  isAlive(): boolean;
  ask<K extends Kind>(kind: K, question: Exchange[K]['question']): Promise<Exchange[K]['answer']>;
  /** Ends the process, in the midst of a question if need be. */
  stop(): Promise<void>;
}

/** How long a model may take, in milliseconds. Its graph may have no end, by mistake or on purpose. */
export interface Limits {
  /** To open, and to answer the first question. */
  readonly opening: number;
  /** For each later question: a generator may write some thousand tokens for one. */
  readonly answer: number;
}

/** How long after a process does not take a question it may be told that it has ended, in milliseconds. */
const MOURNING = 1000;

const LIMITS: Limits = { opening: 60_000, answer: 600_000 };

// The same file as TypeScript in the source and as JavaScript in the package.
const ENTRY = new URL(import.meta.url.endsWith('.ts') ? './worker.ts' : './worker.js', import.meta.url);

/** They end at once where this process ends by itself, and where it is killed a second later. */
const running = new Set<ChildProcess>();
process.on('exit', () => {
  for (const worker of running) worker.kill('SIGKILL');
});

/**
 * Starts a process and waits until its model is open. A process and not a thread, as nothing ends a thread in the midst of
 * an inference, not even the end of the program. Rejects with ModelError, naming `model`, if it cannot be opened.
 */
export async function startWorker(model: string, setup: Setup, limits = LIMITS): Promise<ModelWorker> {
  const worker = fork(fileURLToPath(ENTRY), [String(process.pid)], {
    env: neededEnvironment(process.env),
    // Without the options of this process: some, such as --input-type, are for its own file.
    execArgv: [],
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    // Ctrl-C is for this process, which still needs answers then.
    detached: true,
    windowsHide: true,
  });
  running.add(worker);
  let waiting: ((told: Told) => void) | undefined;
  let ended: string | undefined;

  function settle(told: Told): void {
    const settled = waiting;
    waiting = undefined;
    // Only a question in hand keeps the program alive.
    worker.unref();
    worker.channel?.unref();
    settled?.(told);
  }

  function end(reason: string): void {
    ended ??= reason;
    worker.kill('SIGKILL');
    settle({ failure: ended });
  }

  worker.on('message', (told: Told) => settle(told));
  const { promise: gone, resolve: go } = Promise.withResolvers<void>();
  worker.on('error', (error) => left(`its process broke down: ${error.message}`));
  // And not 'exit', which may come before the last answer.
  worker.on('close', (code, signal) => left(`its process has ended${wayOf(code, signal)}`));

  function left(reason: string): void {
    running.delete(worker);
    end(reason);
    go();
  }

  async function told(question: Setup | Asked, limit: number): Promise<unknown> {
    if (ended !== undefined) throw new ModelError(`${model}: ${ended}`);
    const answered = new Promise<Told>((resolve) => {
      waiting = resolve;
    });
    worker.ref();
    worker.channel?.ref();
    worker.send(question, (error) => {
      // Mostly its process has ended, and why says more.
      if (error) setTimeout(end, MOURNING, `its process cannot be asked: ${error.message}`);
    });
    const late = setTimeout(
      () =>
        end(`it did not answer within ${limit / 1000} seconds, so it was stopped; its graph may have no end`),
      limit,
    );
    const message = await answered.finally(() => clearTimeout(late));
    if ('failure' in message) throw new ModelError(`${model}: ${message.failure}`);
    return message.answer;
  }

  // There is no process: why not is told next.
  if (!worker.connected) await gone;
  await told(setup, limits.opening);
  return {
    isAlive: () => ended === undefined,
    async ask<K extends Kind>(kind: K, question: Exchange[K]['question']) {
      const asked: Asked<K> = { kind, question };
      return (await told(asked, limits.answer)) as Exchange[K]['answer'];
    },
    async stop() {
      end('the model is closed');
      worker.ref();
      // It may have ended by itself already: then its end is told once the channel is read to its own.
      worker.channel?.ref();
      await gone;
    },
  };
}

function wayOf(code: number | null, signal: NodeJS.Signals | null): string {
  if (signal === 'SIGKILL') return ' (SIGKILL: perhaps the memory did not suffice)';
  return signal || code ? ` (${signal ?? `exit code ${code}`})` : '';
}
