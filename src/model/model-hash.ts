import { createHash } from 'node:crypto';
import type { Card } from './card.ts';
import { GRADIENT_FILE } from './gradients.ts';

/** What of a card a model answers by. */
export type Answering = Pick<
  Card,
  'files' | 'task' | 'labels' | 'sameLabel' | 'maxLength' | 'maxOutput' | 'maskToken' | 'unknownToken'
>;

/**
 * One hash of all that a model answers by: the hashes of its files, and what its card says of how much it reads and what
 * its answers are called. With its labels the other way round it is another model.
 */
export function modelHash({ files, ...card }: Answering): string {
  const hashes = Object.entries(files)
    .filter(([file]) => file !== GRADIENT_FILE)
    .sort(([a], [b]) => (a < b ? -1 : 1));
  const { task, labels, sameLabel, maxLength, maxOutput, maskToken, unknownToken } = card;
  const read = { task, labels, sameLabel, maxLength, maxOutput, maskToken, unknownToken };
  return createHash('sha256')
    .update(JSON.stringify([hashes, read]))
    .digest('hex');
}
