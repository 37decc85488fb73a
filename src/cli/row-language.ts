import type { Language } from '../code/language.ts';
import type { Card } from '../model/card.ts';
import { UsageError } from '../scan/usage-error.ts';

/** The language of the rows of a data set: as said, or the only one that the victim reads. Throws UsageError where neither tells. */
export function rowLanguage(card: Card, said: Language | undefined): Language {
  const [only, second] = card.languages;
  const spoken = said ?? (second === undefined ? only : undefined);
  if (spoken === undefined) throw new UsageError('The rows do not tell their language: add --language.');
  if (card.languages.includes(spoken)) return spoken;
  throw new UsageError(`Victim ${card.name} does not read ${spoken}.`);
}
