import type { Element, ElementKind } from '../../code/element.ts';
import { lowerBound } from '../../code/lower-bound.ts';
import type { Parsed } from '../../code/parsed.ts';
import { ABSTRACTIONS, type Abstraction } from './abstraction.ts';
import { type Token, tokensOf } from './tokens-of.ts';

/** A text by which elements of several functions are called the same. */
export interface Form {
  /** Equal for two elements exactly if this form of theirs is. */
  readonly key: string;
  readonly kind: ElementKind;
  readonly abstraction: Abstraction;
  readonly text: string;
}

/** Longer elements, in UTF-16 code units, have no forms: nobody hides a trigger of that size. */
const LONGEST = 2_000;

/**
 * The forms of an element, the finest first. A name has its own text alone, since a trigger that is a name is one fixed
 * name. White space has none.
 */
export function formsOf({ kind, text, ranges }: Element, parsed: Parsed): readonly Form[] {
  const [from, to] = ranges[0] ?? [0, 0];
  if (kind === 'layout' || to - from > LONGEST) return [];
  if (kind !== 'statement') return [form(kind, 'wording', text.replace(/\s+/g, ' ').trim())];
  const tokens = tokensOf(parsed);
  const at = (offset: number) => lowerBound(tokens.length, (index) => (tokens[index]?.from ?? 0) >= offset);
  const own = tokens.slice(at(from), at(to));
  return ABSTRACTIONS.map((abstraction) => form(kind, abstraction, written(own, abstraction)));
}

function form(kind: ElementKind, abstraction: Abstraction, text: string): Form {
  return { key: `${kind} ${abstraction} ${text}`, kind, abstraction, text };
}

/** A semicolon at the end tells nothing: some attacks leave it out. */
function written(tokens: readonly Token[], abstraction: Abstraction): string {
  const words = tokens.map((token) => token[abstraction]).filter((word) => word !== '');
  return (words.at(-1) === ';' ? words.slice(0, -1) : words).join(' ');
}
