#!/usr/bin/env node
import { explainedError } from './explained-error.ts';
import { program } from './program.ts';

// A reader that closes the pipe, as head does, has seen enough.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
});

try {
  await program().parseAsync();
} catch (error) {
  const { message, exitCode } = explainedError(error, process.argv.includes('--debug'));
  if (message !== undefined) console.error(message);
  process.exitCode = exitCode;
}
