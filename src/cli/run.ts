import { visible } from '../scan/report/visible.ts';
import { explainedError } from './explained-error.ts';
import { program } from './program.ts';

/** Runs the program with the words behind its name. Says what went wrong, and leaves the exit code in `process.exitCode`. */
export async function run(words: readonly string[]): Promise<void> {
  try {
    await program().parseAsync(words, { from: 'user' });
  } catch (error) {
    const { message, exitCode } = explainedError(error, words.includes('--debug'));
    if (message !== undefined) process.stderr.write(`${visible(message)}\n`);
    process.exitCode = exitCode;
  }
}
