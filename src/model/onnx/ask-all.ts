import type { Pool } from './open-pool.ts';
import type { Exchange, Kind } from './protocol.ts';

/** Splits a list into runs of which each weighs at most `most`, or is a single item. */
export function chunked<T>(list: readonly T[], weight: (item: T) => number, most: number): T[][] {
  const chunks: T[][] = [];
  let sum = Number.POSITIVE_INFINITY;
  for (const item of list) {
    sum += weight(item);
    if (sum > most) {
      chunks.push([]);
      sum = weight(item);
    }
    chunks.at(-1)?.push(item);
  }
  return chunks;
}

/**
 * Asks a pool one question a chunk, all processes at work, and gives the answers in the order of the chunks.
 * Rejects with ModelError, or with the signal's reason as soon as the chunks in hand are done.
 */
export async function askAll<K extends Kind>(
  pool: Pool,
  kind: K,
  questions: readonly Exchange[K]['question'][],
  signal: AbortSignal | undefined,
): Promise<Exchange[K]['answer'][]> {
  const answers: Exchange[K]['answer'][] = [];
  const left = questions.entries();
  let failed = false;
  async function lane(): Promise<void> {
    for (const [index, question] of left) {
      if (failed) return;
      try {
        signal?.throwIfAborted();
        answers[index] = await pool.ask(kind, question);
      } catch (error) {
        failed = true;
        throw error;
      }
    }
  }
  const lanes = await Promise.allSettled(Array.from({ length: pool.size }, lane));
  for (const ended of lanes) if (ended.status === 'rejected') throw ended.reason;
  // An empty list is not asked, but neither is it answered once aborted.
  signal?.throwIfAborted();
  return answers;
}
