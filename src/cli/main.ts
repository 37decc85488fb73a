#!/usr/bin/env node
import { run } from './run.ts';

// A reader that closes the pipe, as head does, has seen enough. What else goes wrong is told by who writes.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') process.exitCode = 2;
});

await run(process.argv.slice(2));
