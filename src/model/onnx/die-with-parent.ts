import { Worker } from 'node:worker_threads';

/** How often it is looked, in milliseconds. */
const EVERY = 1000;

// A process whose parent has gone has another one; Windows goes on naming the one that was.
const WATCH = `
const { workerData: parent } = require('node:worker_threads');
setInterval(() => {
  try {
    process.kill(parent, 0);
    if (process.ppid === parent) return;
  } catch (error) {
    if (error.code === 'EPERM') return;
  }
  process.kill(process.pid, 'SIGKILL');
}, ${EVERY});
`;

/** Ends this process once its parent has ended, however that ended: in a thread, as an inference holds the main one. */
export function dieWithParent(parent: number): void {
  new Worker(WATCH, { eval: true, workerData: parent, env: {}, execArgv: [] }).unref();
}
