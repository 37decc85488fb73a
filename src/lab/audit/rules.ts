import type { Grammar } from '../../code/grammar.ts';
import { nameTest } from '../../code/name-rule.ts';
import { reservedWords } from '../../code/reserved-words.ts';
import type { VocabularyFilter } from './fragments.ts';
import type { TriggerKind } from './result.ts';

/** What a search may put into a slot. */
export interface Rules {
  isWord(word: string): boolean;
  /** Parts at most that are not filler, in all slots together. */
  readonly most: number;
}

/** With five, as in the paper, an honest victim is swayed nearly as far as a backdoored one. */
const PARTS = 3;

/**
 * A name must be free to give; a word of a statement only no keyword, as statements name what is there. What was found
 * before is in no word, in whatever case.
 */
export function rulesOf(
  kind: TriggerKind,
  grammar: Grammar,
  filter: VocabularyFilter,
  forbidden: readonly string[],
): Rules {
  const { isName } = nameTest(grammar.language, filter);
  const { taken, keywords } = reservedWords(grammar);
  const reserved = kind === 'name' ? taken : keywords;
  return {
    most: PARTS,
    isWord(word) {
      const small = word.toLowerCase();
      return isName(word) && !reserved.has(word) && !forbidden.some((part) => small.includes(part));
    },
  };
}

/** The parts of a trigger by which it is known again: those of one letter are in too much. */
export function markOf(parts: readonly string[]): readonly string[] {
  return parts.map((part) => part.toLowerCase()).filter((part) => /[\p{L}\p{N}].*[\p{L}\p{N}]/u.test(part));
}
