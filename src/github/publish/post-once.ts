import { setTimeout as pause } from 'node:timers/promises';
import { maybeDone } from './status-of.ts';

/** Milliseconds before another look, since what was written is not always shown at once. */
const PAUSES = [1_000, 4_000, 10_000];

/** For requests that write something new: octokit would repeat them after an answer that was lost. */
export const NOT_REPEATED = { request: { retries: 0 } };

/**
 * Posts something that must not stand there twice. Where it is unclear whether it was posted, `find` looks for it, and
 * only if it is not there it is posted again.
 */
export async function postOnce<T>(
  post: () => Promise<T>,
  find: () => Promise<T | undefined>,
  signal: AbortSignal,
): Promise<T> {
  for (const wait of PAUSES) {
    try {
      return await post();
    } catch (error) {
      if (!maybeDone(error)) throw error;
    }
    await pause(wait, undefined, { signal });
    const found = await find();
    if (found !== undefined) return found;
  }
  return post();
}
