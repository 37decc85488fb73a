import { createHash } from 'node:crypto';
import type { Card } from '../model/card.ts';

/** Which model judged: its name, its task, and one hash of the hashes of all its files. */
export function identityOf({ name, task, files }: Card) {
  const hashes = Object.entries(files).sort(([a], [b]) => (a < b ? -1 : 1));
  return { name, task, sha256: createHash('sha256').update(JSON.stringify(hashes)).digest('hex') };
}
