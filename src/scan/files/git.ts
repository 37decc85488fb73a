import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** Largest answer of git that is read, in bytes. */
const MOST_OUTPUT = 512 * 1024 * 1024;

/** What git printed, or undefined where it is not installed or failed. No shell, no pager, no programs named by the repository. */
export async function git(
  cwd: string,
  args: readonly string[],
  signal?: AbortSignal,
): Promise<string | undefined> {
  try {
    const { stdout } = await run('git', ['-c', 'core.quotePath=false', ...args], {
      cwd,
      maxBuffer: MOST_OUTPUT,
      env: { ...process.env, LC_ALL: 'C', GIT_OPTIONAL_LOCKS: '0' },
      ...(signal === undefined ? {} : { signal }),
    });
    return stdout;
  } catch {
    signal?.throwIfAborted();
    return undefined;
  }
}
