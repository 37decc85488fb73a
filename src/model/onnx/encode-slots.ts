import type { MaskedCode } from '../../code/masked-code.ts';
import type { FolderTokenizer } from './load-tokenizer.ts';
import { withinReach } from './within-reach.ts';

/** A name as its tokens, in the two forms that a byte-level tokenizer gives them. */
export interface NameTokens {
  /** After anything but a space. */
  readonly plain: readonly number[];
  /** After a space, which is part of the first token. Undefined where that splits the name otherwise. */
  readonly spaced: readonly number[] | undefined;
}

/** A code with the name in each of its holes. */
export interface SlottedCode {
  readonly ids: Int32Array;
  /** Where among the ids the first token stands in its spaced form; then where each token of the plain form stands. */
  readonly places: readonly (readonly number[])[];
}

export function nameTokens(tokenizer: FolderTokenizer, name: string): NameTokens {
  const plain = tokenizer.ids(name);
  const spaced = tokenizer.ids(` ${name}`);
  const alike = spaced.length === plain.length && plain.every((id, at) => at === 0 || spaced[at] === id);
  return { plain, spaced: alike ? spaced : undefined };
}

/**
 * The token ids of a code whose holes are filled with a name, and where the name's tokens stand, cut to the window. The
 * texts between are tokenised one by one; at their borders a tokenizer may join what is apart here, so this is for the
 * search's sense of direction, and what a name really does is asked of the victim.
 */
export function encodeSlots(
  tokenizer: FolderTokenizer,
  code: MaskedCode,
  name: NameTokens,
  window: number,
): SlottedCode {
  const { before, after } = tokenizer.single;
  const end = window - after.length;
  const ids = [...before];
  const places: number[][] = Array.from({ length: name.plain.length + 1 }, () => []);
  const parts = withinReach(code, window);
  for (const [at, part] of parts.entries()) {
    if (ids.length >= end) break;
    if (typeof part === 'string') {
      const joins = name.spaced !== undefined && part.endsWith(' ') && typeof parts[at + 1] === 'object';
      ids.push(...tokenizer.ids(joins ? part.slice(0, -1) : part));
      continue;
    }
    const left = parts[at - 1];
    const spaced = typeof left === 'string' && left.endsWith(' ') ? name.spaced : undefined;
    for (const [n, id] of (spaced ?? name.plain).entries()) {
      places[spaced !== undefined && n === 0 ? 0 : n + 1]?.push(ids.length);
      ids.push(id);
    }
  }
  return {
    ids: Int32Array.of(...ids.slice(0, end), ...after),
    places: places.map((some) => some.filter((place) => place < end)),
  };
}
