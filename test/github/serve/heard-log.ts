import type { Logger } from 'pino';
import { logger } from '../../../src/github/serve/logger.ts';

/** A log at its most talkative, and all that it wrote. */
export function heardLog(): {
  readonly log: Logger;
  readonly text: () => string;
  readonly lines: () => Line[];
} {
  let text = '';
  const log = logger('trace', {
    write(line: string) {
      text += line;
    },
  });
  const lines = () =>
    text
      .split('\n')
      .filter((line) => line !== '')
      .map((line): Line => JSON.parse(line));
  return { log, text: () => text, lines };
}

export type Line = Readonly<Record<string, unknown>>;
