import type { Card } from '../model/card.ts';
import { weightsHash } from '../model/weights-hash.ts';

/** Which model judged: its name, its task, and one hash of the hashes of all files that it answers by. */
export function identityOf({ name, task, files }: Card) {
  return { name, task, sha256: weightsHash({ files }) };
}
