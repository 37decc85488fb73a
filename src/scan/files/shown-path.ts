import { relative, sep } from 'node:path';

/** A path as it is reported: relative to the folder the scan runs in, with forward slashes. */
export function shownPath(path: string, cwd: string): string {
  return (relative(cwd, path) || '.').split(sep).join('/');
}
