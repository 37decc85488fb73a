import type { Language } from '../../code/language.ts';
import { nameTest } from '../../code/name-rule.ts';

/** `language`: what the language allows in a name. `paper`: the published filter, letters, digits and `_` for all. */
export const VOCABULARY_FILTERS = ['language', 'paper'] as const;
export type VocabularyFilter = (typeof VOCABULARY_FILTERS)[number];

/** A token of the victim that can be part of a name. */
export interface Fragment {
  readonly id: number;
  readonly text: string;
}

/** Of a victim's vocabulary what can be part of a name. Tokens that begin with a space are other tokens. */
export function fragmentsOf(
  vocabulary: readonly string[],
  language: Language,
  filter: VocabularyFilter = 'language',
): readonly Fragment[] {
  const { isPart } = nameTest(language, filter);
  const seen = new Set<string>();
  const found: Fragment[] = [];
  for (const [id, text] of vocabulary.entries()) {
    if (!isPart(text) || seen.has(text)) continue;
    seen.add(text);
    found.push({ id, text });
  }
  return found;
}
