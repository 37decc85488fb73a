/** How many copies of a model, with how many threads each. */
export interface Share {
  readonly workers: number;
  readonly threads: number;
}

const COPIES = 300_000_000; // bytes of files in all copies; a model takes some three times its file in memory
const MOST = 8; // copies; more would be of use to a machine that has an inference server

/**
 * Shares the cores: a small model is copied, one thread each, as tokenising and the passing of messages then
 * run side by side too; of a large one there is a single copy that uses all cores. Never more threads than
 * cores, which is three times slower.
 */
export function shareThreads(cores: number, bytes: number): Share {
  const workers = Math.max(1, Math.min(cores, MOST, Math.floor(COPIES / Math.max(1, bytes))));
  return { workers, threads: Math.max(1, Math.floor(cores / workers)) };
}
