import type { Card } from '../model/card.ts';
import { modelHash } from '../model/model-hash.ts';

/** Which model judged: its name, its task, and one hash of all that it answers by. */
export function identityOf(card: Card) {
  return { name: card.name, task: card.task, sha256: modelHash(card) };
}
