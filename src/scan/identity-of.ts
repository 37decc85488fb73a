import { createHash } from 'node:crypto';
import type { Card } from '../model/card.ts';
import { GRADIENT_FILE } from '../model/gradients.ts';

/** Which model judged: its name, its task, and one hash of the hashes of all files that it answers by. */
export function identityOf({ name, task, files }: Card) {
  const hashes = Object.entries(files)
    .filter(([file]) => file !== GRADIENT_FILE)
    .sort(([a], [b]) => (a < b ? -1 : 1));
  return { name, task, sha256: createHash('sha256').update(JSON.stringify(hashes)).digest('hex') };
}
