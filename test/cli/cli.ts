import { type ChildProcess, spawn } from 'node:child_process';
import { cpSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { text } from 'node:stream/consumers';
import { vi } from 'vitest';
import { run } from '../../src/cli/run.ts';
import { folder } from '../scan/files/repository.ts';

const MAIN = resolve('src/cli/main.ts');
const MODELS = resolve('test/fixtures/models');

export interface Ran {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

interface Place {
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string>>;
}

/** Runs the program within the test, which is much quicker than a process of its own. */
export async function cli(words: readonly string[], { cwd, env = {} }: Place = {}): Promise<Ran> {
  const said = { stdout: '', stderr: '' };
  const hear = (name: keyof typeof said) =>
    vi.spyOn(process[name], 'write').mockImplementation((text: string | Uint8Array, ...more: unknown[]) => {
      said[name] += String(text);
      const done = more.at(-1);
      if (typeof done === 'function') done();
      return true;
    });
  const before = { cwd: process.cwd(), code: process.exitCode };
  const spies = [hear('stdout'), hear('stderr')];
  for (const name of ['NO_COLOR', 'FORCE_COLOR', 'NODE_DISABLE_COLORS']) vi.stubEnv(name, undefined);
  for (const [name, value] of Object.entries(env)) vi.stubEnv(name, value);
  vi.stubEnv('COLUMNS', '100');
  try {
    process.exitCode = 0;
    process.chdir(cwd ?? before.cwd);
    await run(words);
    return { code: Number(process.exitCode), ...said };
  } finally {
    for (const spy of spies) spy.mockRestore();
    vi.unstubAllEnvs();
    process.chdir(before.cwd);
    process.exitCode = before.code;
  }
}

interface How extends Place {
  readonly input?: string | Uint8Array;
  /** File descriptor in the place of the standard output. */
  readonly stdout?: number;
  readonly during?: (child: ChildProcess) => void;
}

/** Runs the program in a process of its own, as a shell does. */
export async function shell(words: readonly string[], how: How = {}): Promise<Ran> {
  const { NO_COLOR, FORCE_COLOR, ...env } = process.env;
  const child = spawn(process.execPath, [MAIN, ...words], {
    cwd: how.cwd ?? process.cwd(),
    env: { ...env, COLUMNS: '100', ...how.env },
    stdio: ['pipe', how.stdout ?? 'pipe', 'pipe'],
  });
  child.stdin?.end(how.input ?? '');
  how.during?.(child);
  const [code, stdout, stderr] = await Promise.all([
    new Promise<number | null>((done) => child.on('close', done)),
    child.stdout && !child.stdout.destroyed ? text(child.stdout) : '',
    child.stderr ? text(child.stderr) : '',
  ]);
  return { code, stdout, stderr };
}

/** The folder of a tiny model with random weights. */
export function tiny(name: 'defect' | 'clone' | 'clone-crossed' | 'repair' | 'infill'): string {
  return join(MODELS, `tiny-${name}`);
}

/** A copy of one, to be changed. */
export function copyOf(name: Parameters<typeof tiny>[0]): string {
  const copy = folder();
  cpSync(tiny(name), copy, { recursive: true });
  return copy;
}

/** Flags with which the tiny repair model calls nearly every function poisoned, and nearly none. */
export const ALARMED = ['--victim', tiny('repair'), '--statistic', 'entropy', '--threshold', '1'];
export const CALM = ['--victim', tiny('repair'), '--statistic', 'entropy', '--threshold', '0'];

export const SOURCE = `int add(int a, int b)
{
    int sum = a + b;
    return sum;
}
`;

/** Many functions of C, no two alike. */
export function functions(count: number): string {
  return Array.from({ length: count }, (_, n) =>
    SOURCE.replace('add', `add${n}`).replace('a + b', `a + ${n}`),
  ).join('\n');
}
