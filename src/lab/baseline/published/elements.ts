import type { Range } from '../../../code/edit.ts';
import type { Element, ElementKind } from '../../../code/element.ts';
import { ERROR_TYPE } from '../../../code/grammar.ts';
import { parse } from '../../../code/parse.ts';
import type { Parsed } from '../../../code/parsed.ts';
import { childrenOf } from './children-of.ts';
import { namesIn } from './names-in.ts';

/**
 * What the authors' script takes for the elements of a C function, which it strips of white space around it first: an
 * element is a text, and is wherever that text stands. Names: every whole word, in strings and comments too. Statements:
 * what stands directly in the body, each as a whole, and equal text anywhere else, be it a part of another statement.
 */
export function publishedElements({ grammar, text }: Parsed): readonly Element[] {
  const parsed = parse(grammar, text);
  if ('reason' in parsed) return [];
  return [
    ...Array.from(namesIn(parsed), (name) => element('identifier', name, words(text, name))),
    ...Array.from(statementsIn(parsed), (each) => element('statement', each, occurrences(text, each))),
  ]
    .filter(({ ranges }) => ranges.length > 0)
    .sort((a, b) => (a.ranges[0]?.[0] ?? 0) - (b.ranges[0]?.[0] ?? 0));
}

function element(kind: ElementKind, text: string, ranges: readonly Range[]): Element {
  return { kind, text, ranges, tokens: ranges, inner: [] };
}

/** Where code is broken, what stands outside of any function counts too. */
function statementsIn(parsed: Parsed): ReadonlySet<string> {
  const typeOf = (node: number) => parsed.grammar.types[parsed.type[node] ?? 0] ?? '';
  const found: number[] = [];
  for (const node of childrenOf(parsed, 0)) {
    const type = typeOf(node);
    if (type === 'function_definition') {
      for (const part of childrenOf(parsed, node)) {
        if (typeOf(part) === 'compound_statement') found.push(...childrenOf(parsed, part));
      }
    } else if (type === 'compound_statement' || parsed.type[node] === ERROR_TYPE) {
      found.push(...childrenOf(parsed, node));
    } else if (type === 'declaration' || type.includes('_statement')) {
      found.push(node);
    }
  }
  const counted = found.filter((node) => !['{', '}', 'comment'].includes(typeOf(node)));
  const texts = counted.map((node) => parsed.text.slice(parsed.from[node], parsed.to[node]));
  return new Set(texts.filter((text) => text.trim() !== ''));
}

function words(text: string, name: string): readonly Range[] {
  return occurrences(text, name).filter(
    ([from, to]) => !isWord(text.charAt(from - 1)) && !isWord(text.charAt(to)),
  );
}

function isWord(character: string | undefined): boolean {
  return /^[\p{L}\p{N}_]$/u.test(character ?? '');
}

function occurrences(text: string, part: string): readonly Range[] {
  const found: Range[] = [];
  for (let at = text.indexOf(part); at !== -1; at = text.indexOf(part, at + part.length)) {
    found.push([at, at + part.length]);
  }
  return found;
}
