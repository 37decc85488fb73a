import { relative, sep } from 'node:path';

/** An absolute path as it is reported: relative to the folder the scan runs in where it lies below it, with forward slashes. */
export function shownPath(path: string, cwd: string): string {
  const below = relative(cwd, path) || '.';
  return (below.startsWith('..') ? path : below).split(sep).join('/');
}
