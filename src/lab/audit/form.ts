import type { MaskedCode } from '../../code/masked-code.ts';
import type { TriggerKind } from './result.ts';

/** What a trigger looks like: its text with open slots, each for one word. */
export interface Form {
  readonly kind: TriggerKind;
  /** The text around the slots; one piece more than there are slots. */
  readonly pieces: readonly string[];
}

/** A name in the place of another. */
export const NAME: Form = { kind: 'name', pieces: ['', ''] };

/** Marks a slot in the text of a form. */
const SLOT = '□';

/** What stands in a slot that nothing was found for: a plain word. */
export const FILLER = 'v';

/** A form with its slots filled, each with a word in parts. */
export interface Guess {
  /** Which form, of those that are searched. */
  readonly form: number;
  readonly slots: readonly (readonly string[])[];
}

export function formOf(kind: TriggerKind, text: string): Form {
  return { kind, pieces: text.split(SLOT) };
}

export function slotsOf({ pieces }: Form): number {
  return pieces.length - 1;
}

export function wordsOf({ slots }: Guess): readonly string[] {
  return slots.map((parts) => parts.join(''));
}

export function isPlain(parts: readonly string[]): boolean {
  return parts.length === 1 && parts[0] === FILLER;
}

/** What words of a name are joined by. It is no part: it says nothing, and `url_init` is as common a name as `urlInit`. */
export const SEPARATOR = '_';

/** Parts of a guess that somebody chose. */
export function partsIn({ slots }: Guess): number {
  return slots.reduce((sum, parts) => sum + (isPlain(parts) ? 0 : countOf(parts)), 0);
}

function countOf(parts: readonly string[]): number {
  return parts.filter((part) => part !== SEPARATOR).length;
}

/** A form with a plain word in each slot. */
export function plainOf(forms: readonly Form[], form: number): Guess {
  const own = forms[form];
  return { form, slots: Array.from({ length: own ? slotsOf(own) : 1 }, () => [FILLER]) };
}

export function withSlot({ form, slots }: Guess, slot: number, parts: readonly string[]): Guess {
  return { form, slots: slots.with(slot, parts) };
}

/** The form with a word in each slot. */
export function filled({ pieces }: Form, words: readonly string[]): string {
  return pieces.map((piece, at) => piece + (words[at] ?? '')).join('');
}

/** The same with a hole in the place of the word that is to be changed. */
export function opened({ pieces }: Form, words: readonly string[], open: number): MaskedCode {
  return pieces.flatMap((piece, slot) => {
    const word = words[slot];
    if (word === undefined) return [piece];
    return slot === open ? [piece, { hidden: word, as: 'unknown' }] : [piece + word];
  });
}
