import { setTimeout as sleep } from 'node:timers/promises';
import type { Log } from './logger.ts';

/** GitHub waits ten seconds for an answer, and never sends again by itself. All in milliseconds. */
const PATIENCE = 8_000;
const FIRST_PAUSE = 10;
const LONGEST_PAUSE = 1_000;

/**
 * Tries again what must not be lost while a database restarts, each time once `back` says that it answers. It must bear
 * being done twice.
 */
export async function untilKept<T>(keep: () => Promise<T>, back: () => Promise<void>, log: Log): Promise<T> {
  const end = performance.now() + PATIENCE;
  for (let pause = FIRST_PAUSE; ; pause = Math.min(LONGEST_PAUSE, 2 * pause)) {
    try {
      return await before(end, keep());
    } catch (error) {
      if (performance.now() + pause >= end) throw error;
      log.warn({ err: error }, 'The queue did not take a delivery; trying again');
      await sleep(pause);
      await before(end, back());
    }
  }
}

async function before<T>(end: number, kept: Promise<T>): Promise<T> {
  const { promise: late, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(() => reject(new Error('The database does not answer.')), end - performance.now());
  try {
    return await Promise.race([kept, late]);
  } finally {
    clearTimeout(timer);
  }
}
