#!/usr/bin/env node
import { oldNode } from './old-node.ts';

// A reader that closes the pipe, as head does, has seen enough. What else goes wrong is told by who writes.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') process.exitCode = 2;
});

const refusal = oldNode(process.versions.node);
if (refusal === undefined) {
  // Only now: an old Node might fail to load the rest, and say something else about it.
  const { run } = await import('./run.ts');
  await run(process.argv.slice(2));
} else {
  process.stderr.write(`${refusal}\n`);
  process.exitCode = 2;
}
