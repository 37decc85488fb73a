import { createHash } from 'node:crypto';
import type { Card } from './card.ts';
import { GRADIENT_FILE } from './gradients.ts';

/** One hash of the hashes of all files that a model answers by. */
export function weightsHash({ files }: Pick<Card, 'files'>): string {
  const hashes = Object.entries(files)
    .filter(([file]) => file !== GRADIENT_FILE)
    .sort(([a], [b]) => (a < b ? -1 : 1));
  return createHash('sha256').update(JSON.stringify(hashes)).digest('hex');
}
