import type { Element, ElementKind } from '../../src/code/element.ts';
import { elementsOf } from '../../src/code/elements-of.ts';
import type { Language } from '../../src/code/language.ts';
import { parse } from '../../src/code/parse.ts';
import { parseFunction } from '../../src/code/parse-function.ts';
import type { Parsed, ParseFailure } from '../../src/code/parsed.ts';
import { loadGrammar } from '../../src/load-grammar.ts';

function sound(parsed: Parsed | ParseFailure): Parsed {
  if ('reason' in parsed) throw new Error(parsed.reason);
  return parsed;
}

/** The tree of a text that is one function. */
export async function fn(language: Language, text: string): Promise<Parsed> {
  return sound(parseFunction(await loadGrammar(language), text));
}

/** The tree of a file. */
export async function file(language: Language, text: string): Promise<Parsed> {
  return sound(parse(await loadGrammar(language), text));
}

/** All elements of some kinds, nested statements too, outer before inner. */
export function all(parsed: Parsed, ...kinds: ElementKind[]): readonly Element[] {
  const flat = (elements: readonly Element[]): readonly Element[] =>
    elements.flatMap((element) => [element, ...flat(element.inner)]);
  return flat(elementsOf(parsed, kinds));
}

/** The element of that text, or whose text begins so. */
export function the(parsed: Parsed, kind: ElementKind, text: string): Element {
  const elements = all(parsed, kind);
  const found =
    elements.find((element) => element.text === text) ??
    elements.find((element) => element.text.startsWith(text));
  if (found === undefined) throw new Error(`no ${kind} ${text}`);
  return found;
}

export const texts = (elements: readonly Element[]) => elements.map((element) => element.text);
