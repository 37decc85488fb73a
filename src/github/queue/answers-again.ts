import { setTimeout as sleep } from 'node:timers/promises';

/** In milliseconds: GitHub's deliveries wait for it. */
const PAUSE = 25;

/**
 * A function that resolves once the database answers. However many wait, one of them asks: so it can ask often, and
 * a database that starts again is not met by all at once.
 */
export function answersAgain(ping: () => Promise<unknown>): () => Promise<void> {
  let waiting: Promise<void> | undefined;
  const asked = async (): Promise<void> => {
    while (!(await answers(ping))) await sleep(PAUSE, undefined, { ref: false });
    waiting = undefined;
  };
  return () => (waiting ??= asked());
}

async function answers(ping: () => Promise<unknown>): Promise<boolean> {
  try {
    await ping();
    return true;
  } catch {
    return false;
  }
}
