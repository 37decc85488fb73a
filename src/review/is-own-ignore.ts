import type { Ignore } from './ignore.ts';

/** Whether the very pull request that is inspected brings it: the comment in the code, or the trigger below. */
export function isOwnIgnore({ by }: Ignore): boolean {
  return by.kind === 'code' && by.added !== 'neither';
}
