import { CommanderError } from 'commander';
import { FileError } from '../jsonl/file-error.ts';
import { ModelError } from '../model/model-error.ts';
import { UsageError } from '../scan/usage-error.ts';
import { Interrupted } from './interruption.ts';

export interface ExplainedError {
  /** For stderr; absent where the user has been told already. */
  readonly message?: string;
  readonly exitCode: number;
}

/** What the user is told of an error, and what the shell is. A stack is only for those who ask for it. */
export function explainedError(error: unknown, debug: boolean): ExplainedError {
  if (error instanceof CommanderError) {
    // Commander has written its message. It calls 1 what is a wrong use of the program.
    return { exitCode: error.exitCode === 1 ? 2 : error.exitCode };
  }
  if (error instanceof Interrupted) return { message: error.message, exitCode: 130 };
  if (error instanceof UsageError || error instanceof ModelError || error instanceof FileError) {
    return { message: `error: ${error.message}${debug ? `\n${stackOf(error)}` : ''}`, exitCode: 2 };
  }
  const message = error instanceof Error ? error.message : String(error);
  const more = debug ? stackOf(error) : 'Run it again with --debug to see where.';
  return {
    message: `internal error: ${message}\nThis is a fault of codepurify, not of your code. Please report it.\n${more}`,
    exitCode: 70,
  };
}

function stackOf(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
