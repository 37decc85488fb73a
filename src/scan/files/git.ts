import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** Largest answer of git that is read, in bytes. */
const MOST_OUTPUT = 512 * 1024 * 1024;

/**
 * What git printed, or undefined where it is not installed or failed. No shell, no pager, no hook of the repository; its
 * clean filters do run where git compares files, as nothing could be compared without them.
 */
export async function git(
  cwd: string,
  args: readonly string[],
  signal?: AbortSignal,
): Promise<string | undefined> {
  try {
    const { stdout } = await run(
      'git',
      ['-c', 'core.quotePath=false', '-c', 'core.fsmonitor=false', ...args],
      {
        cwd,
        maxBuffer: MOST_OUTPUT,
        env: { ...process.env, LC_ALL: 'C', GIT_OPTIONAL_LOCKS: '0' },
        ...(signal === undefined ? {} : { signal }),
      },
    );
    return stdout;
  } catch {
    signal?.throwIfAborted();
    return undefined;
  }
}
