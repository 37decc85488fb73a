import type { Verb } from './command.ts';

/** Who asks, as GitHub says. */
export interface Asker {
  readonly login: string;
  /** May push to the repository. */
  readonly writes: boolean;
  /** Opened the pull request. */
  readonly author: boolean;
}

const FOR_AUTHORS: readonly Verb[] = ['scan', 'explain', 'help'];

/** Whether somebody may ask for something. The author of a pull request may not switch off its own inspection. */
export function allowed(verb: Verb, { writes, author }: Asker): boolean {
  return writes || (author && FOR_AUTHORS.includes(verb));
}
