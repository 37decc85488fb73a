import { setTimeout as sleep } from 'node:timers/promises';
import type { PullHandle } from './github/control/pull-handle.ts';
import type { CheckRun } from './github/world/check.ts';

const LOOK = 50;

/** Waits until the newest check of the head is completed. `onProgress` hears what it says meanwhile. Throws where the signal does. */
export async function untilReviewed(
  pull: PullHandle,
  signal: AbortSignal,
  onProgress: (title: string) => void = () => {},
): Promise<CheckRun> {
  let told = '';
  for (;;) {
    const run = pull.checkRuns.at(-1);
    if (run?.status === 'completed') return run;
    const title = run?.output.title ?? '';
    if (title !== told) onProgress(title);
    told = title;
    await sleep(LOOK, undefined, { signal });
  }
}
