import { oneLine } from './one-line.ts';

export const SARIF_SCHEMA =
  'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json';

/** A path, with forward slashes, as a URI that is relative to where the log is read. */
export function uriOf(path: string): string {
  return path.toWellFormed().split('/').map(encodeURIComponent).join('/');
}

/** Words of others within a message, on one line. `[text](target)` would be a link there: a space keeps it from being one. */
export function quoted(text: string, width: number): string {
  return oneLine(text, width).replaceAll('](', '] (');
}
