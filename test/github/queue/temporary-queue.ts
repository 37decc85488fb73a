import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openEmbedded } from '../../../src/github/queue/open-embedded.ts';
import { PACE, type Pace } from '../../../src/github/queue/pace.ts';
import { openQueue, type Queue } from '../../../src/github/queue/queue.ts';

/** As in earnest, but tries again at once and gives up soon. */
export const QUICK: Pace = { ...PACE, heartbeat: 10, retries: 1, retryDelay: 1, longestRetryDelay: 1 };

/** A folder for a database, which is gone in the end. */
export function dataFolder(): Disposable & { readonly path: string } {
  const parent = mkdtempSync(join(tmpdir(), 'codepurify-queue-'));
  return {
    path: join(parent, 'data'),
    [Symbol.dispose]: () => rmSync(parent, { recursive: true, force: true }),
  };
}

/** A real queue on disk. */
export async function temporaryQueue(): Promise<Queue & AsyncDisposable> {
  const folder = dataFolder();
  const queue = await openQueue(
    await openEmbedded(folder.path),
    (problem) => {
      throw problem;
    },
    QUICK,
  );
  return {
    ...queue,
    async [Symbol.asyncDispose]() {
      await queue.close();
      folder[Symbol.dispose]();
    },
  };
}
